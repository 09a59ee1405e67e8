/** What keeps an agent from placing any call at the moment. */
export type CallObstacle =
  | { readonly kind: "dialling-off" }
  | { readonly kind: "offline" }
  /** A call rings or is live. `callbackTaskId`: the callback that it was placed for, if it was. */
  | { readonly kind: "on-a-call"; readonly callbackTaskId?: string };
