import { useState } from "react";

let used = 0;

/** An element id that no other on the page has. */
export function useId(): string {
  const [id] = useState(() => `callback-voicemail-${++used}`);

  return id;
}
