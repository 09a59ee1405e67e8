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
 * The callback to select instead, if it is still on the desk: when Flex is about to select nothing because the
 * callback's own call was selected and has gone, or that very call, because it had gone before Flex came to select it.
 */
export function callbackToReturnTo(
  ended: EndedCall | undefined,
  { selecting, selected }: Selection,
  isOnDesk: (reservationId: string) => boolean,
): string | undefined {
  if (!ended || !isOnDesk(ended.callbackReservationId)) return undefined;
  const isLeft = selecting === undefined && selected === ended.callReservationId;

  return isLeft || selecting === ended.callReservationId ? ended.callbackReservationId : undefined;
}
