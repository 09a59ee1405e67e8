/** A call that was placed for a callback and has left the agent's task list. */
export interface EndedCall {
  readonly callReservationId: string;
  readonly callbackReservationId: string;
}

/** The reservation that Flex is about to select, and the one that is selected. Absent: none. */
export interface Selection {
  readonly selecting: string | undefined;
  readonly selected: string | undefined;
}

/**
 * The callback to select instead, if it is still in the agent's task list. Flex is about to select
 * - nothing, because the callback's own call was selected and has gone; or once more nothing, for the same reason,
 *   when the callback has been selected already;
 * - that very call, because it had gone before Flex came to select it.
 */
export function callbackToReturnTo(
  ended: EndedCall | undefined,
  { selecting, selected }: Selection,
  isInTaskList: (reservationId: string) => boolean,
): string | undefined {
  if (!ended || !isInTaskList(ended.callbackReservationId)) return undefined;
  const isLeft = selecting === undefined && isPartOf(ended, selected);

  return isLeft || selecting === ended.callReservationId ? ended.callbackReservationId : undefined;
}

/** Whether the selection still concerns the ended call. If not, the agent has turned to something else. */
export function isAbout(ended: EndedCall, { selecting }: Selection): boolean {
  return selecting === undefined || isPartOf(ended, selecting);
}

function isPartOf(ended: EndedCall, reservationId: string | undefined): boolean {
  return reservationId === ended.callReservationId || reservationId === ended.callbackReservationId;
}
