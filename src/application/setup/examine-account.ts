import type { Examined, Finding } from "../../domain/setup/readiness.ts";
import { Rejected, Unavailable } from "../../ports/faults.ts";
import { CredentialsRefused } from "../../ports/setup/credentials-refused.ts";

/** A point to examine. */
export interface Examination {
  readonly point: string;
  examine(): Promise<Finding>;
}

/** Examines every point, whatever the points before it showed. */
export async function examineAccount(examinations: readonly Examination[]): Promise<readonly Examined[]> {
  const examined: Examined[] = [];
  for (const { point, examine } of examinations) {
    examined.push({ point, finding: await examine().catch(findingOf) });
  }

  return examined;
}

/** A refusal is a finding. No answer leaves the point open. */
function findingOf(error: unknown): Finding {
  if (error instanceof Unavailable) return { kind: "unknown", reason: error.message };
  if (error instanceof CredentialsRefused) return { kind: "fault", problem: refusedCredentials(error) };
  if (!(error instanceof Rejected)) throw error;

  return { kind: "fault", problem: { code: "refused", message: error.message } };
}

function refusedCredentials({ why, api }: CredentialsRefused) {
  return why === "unknown"
    ? ({ code: "credentials-unknown" } as const)
    : ({ code: "credentials-not-permitted", api } as const);
}
