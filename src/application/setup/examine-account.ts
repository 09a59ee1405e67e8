import type { Examined, Finding } from "../../domain/setup/readiness.ts";
import { Rejected, Unavailable } from "../../ports/faults.ts";

/** A point to examine. */
export interface Examination {
  readonly point: string;
  examine(): Promise<Finding>;
}

/** Examines every point, whatever came of those before. */
export async function examineAccount(examinations: readonly Examination[]): Promise<readonly Examined[]> {
  const examined: Examined[] = [];
  for (const { point, examine } of examinations) {
    examined.push({ point, finding: await examine().catch(findingOf) });
  }

  return examined;
}

/** What was refused is a finding; what did not answer leaves the point open. */
function findingOf(fault: unknown): Finding {
  if (fault instanceof Unavailable) return { kind: "unknown", reason: `${fault.message}. Try again later` };
  if (!(fault instanceof Rejected)) throw fault;

  return fault.options.status === 401
    ? {
        kind: "fault",
        problem: "Twilio does not accept the credentials",
        remedy:
          "Set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN as the Console shows them, in .env or in the shell.",
      }
    : { kind: "fault", problem: fault.message, remedy: "npx flex-callback-voicemail provision" };
}
