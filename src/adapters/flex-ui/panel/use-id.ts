import { useState } from "react";

let used = 0;

/** An element id that is unique on the page. */
export function useId(): string {
  const [id] = useState(() => `callback-voicemail-${++used}`);

  return id;
}
