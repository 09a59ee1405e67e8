/** A call that was placed for a callback and has left the desk. */
export interface EndedCall {
  readonly callReservationId: string;
  readonly callbackReservationId: string;
}

/**
 * The callback to select when Flex is about to select nothing, because the selected task has gone: the one whose
 * own call it was, if it is still on the desk.
 */
export function callbackToReturnTo(
  ended: EndedCall | undefined,
  selectedReservationId: string | undefined,
  isOnDesk: (reservationId: string) => boolean,
): string | undefined {
  return ended && selectedReservationId === ended.callReservationId && isOnDesk(ended.callbackReservationId)
    ? ended.callbackReservationId
    : undefined;
}
