import * as z from "zod/mini";

/** Why something about a voicemail could not be done. */
export type VoicemailProblem = "gone" | "not-allowed" | "session-ended" | "unavailable";

/** What a refusal's code means to the agent. */
export function problemOf(code: string | undefined): VoicemailProblem {
  switch (code) {
    case "recording-gone":
    case "transcript-gone":
    case "task-not-found":
      return "gone";
    case "not-allowed":
      return "not-allowed";
    case "token-missing":
    case "token-invalid":
    case "token-expired":
      return "session-ended";
    default:
      return "unavailable";
  }
}

export function codeOf(body: unknown): string | undefined {
  return z.safeParse(refusal(), body).data?.code;
}

const refusal = () => z.object({ code: z.string() });
