import type { AskOptions } from "../../functions-client/ask.ts";
import { codeOf, problemOf, type VoicemailProblem } from "./voicemail-problem.ts";

export type SoundLoaded =
  | { readonly kind: "loaded"; readonly sound: Blob }
  | { readonly kind: "failed"; readonly reason: VoicemailProblem }
  /** Nobody wants it any more. */
  | { readonly kind: "abandoned" };

/**
 * Loads a message part by part. The token goes along in the body, so that it stands in no address and no log; the
 * range too, because a preflight for the header would not be answered as it must be.
 */
export async function loadSound(
  taskId: string,
  { functionsUrl, token, fetch }: Pick<AskOptions, "functionsUrl" | "token" | "fetch">,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<SoundLoaded> {
  const parts: ArrayBuffer[] = [];
  let type = "audio/mpeg";
  let loaded = 0;
  try {
    for (;;) {
      const response = await fetch(`${functionsUrl}/callback/flex/fetch-voicemail`, {
        method: "POST",
        body: new URLSearchParams({ taskSid: taskId, Token: token(), range: `bytes=${loaded}-` }),
        signal,
      });
      if (response.status === 416 && loaded > 0) break;
      if (!response.ok) return { kind: "failed", reason: problemOf(codeOf(await jsonOf(response))) };

      const part = await response.arrayBuffer();
      parts.push(part);
      loaded += part.byteLength;
      type = response.headers.get("Content-Type") ?? type;
      const total = totalOf(response, loaded);
      if (total !== undefined) onProgress(loaded / total);
      if (part.byteLength === 0 || loaded === total) break;
    }
  } catch {
    return signal.aborted ? { kind: "abandoned" } : { kind: "failed", reason: "unavailable" };
  }

  return { kind: "loaded", sound: new Blob(parts, { type }) };
}

/** A whole is as long as it is; the length of what comes in parts may be unknown up to the last. */
function totalOf({ status, headers }: Response, loaded: number): number | undefined {
  if (status === 200) return loaded;
  const total = /\/(\d+)$/.exec(headers.get("Content-Range") ?? "")?.[1];

  return total === undefined ? undefined : Number(total);
}

async function jsonOf(response: Response): Promise<unknown> {
  return response.json().catch(() => undefined);
}
