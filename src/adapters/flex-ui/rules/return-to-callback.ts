/** A call that was placed for a callback and has left the desk. */
export interface EndedCall {
  readonly callReservationId: string;
  readonly callbackReservationId: string;
}

/** What Flex is about to select, and what it has selected: reservations, or nothing. */
export interface Selection {
  readonly selecting: string | undefined;
  readonly selected: string | undefined;
}

/**
 * The callback to select instead, if it is still on the desk. Flex is about to select
 * - nothing, because the callback's own call was selected and has gone; or once more nothing, for the same reason,
 *   when the callback has been selected already;
 * - that very call, because it had gone before Flex came to select it.
 */
export function callbackToReturnTo(
  ended: EndedCall | undefined,
  { selecting, selected }: Selection,
  isOnDesk: (reservationId: string) => boolean,
): string | undefined {
  if (!ended || !isOnDesk(ended.callbackReservationId)) return undefined;
  const isLeft = selecting === undefined && isPartOf(ended, selected);

  return isLeft || selecting === ended.callReservationId ? ended.callbackReservationId : undefined;
}

/** Whether the selection is still about the call that has ended; if not, the agent has turned to something else. */
export function isAbout(ended: EndedCall, { selecting }: Selection): boolean {
  return selecting === undefined || isPartOf(ended, selecting);
}

function isPartOf(ended: EndedCall, reservationId: string | undefined): boolean {
  return reservationId === ended.callReservationId || reservationId === ended.callbackReservationId;
}
