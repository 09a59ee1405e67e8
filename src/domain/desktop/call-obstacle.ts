/** What keeps an agent from placing any call at the moment. */
export type CallObstacle =
  | { readonly kind: "dialling-off" }
  | { readonly kind: "offline" }
  /** A call rings or is live. `callbackTaskId`: the task that it was placed for. Absent: it belongs to no callback. */
  | { readonly kind: "on-a-call"; readonly callbackTaskId?: string };
