import { allowsMore, type Examined, type Finding } from "../../domain/setup/readiness.ts";
import { Rejected, Unavailable } from "../../ports/faults.ts";
import { CredentialsRefused } from "../../ports/setup/credentials-refused.ts";

/** A point to examine. */
export interface Examination {
  readonly point: string;
  /** The point without which this one cannot be examined. It stands before this one. */
  readonly after?: string;
  examine(): Promise<Finding>;
}

/** Examines every point. Only what a point relies on stops it from being examined. */
export async function examineAccount(examinations: readonly Examination[]): Promise<readonly Examined[]> {
  const examined: Examined[] = [];
  for (const { point, after, examine } of examinations) {
    const blocking = examined.find((each) => each.point === after && !allowsMore(each.finding));
    const finding: Finding = blocking
      ? { kind: "skipped", because: blocking.point }
      : await examine().catch(findingOf);
    examined.push({ point, finding });
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
