import { BuildFailed } from "../../../application/setup/deploy-files.ts";
import { Rejected, Unavailable } from "../../../ports/faults.ts";
import { CredentialsRefused } from "../../../ports/setup/credentials-refused.ts";
import { wordsFor } from "./problems.ts";

/** Why a command had to stop, as sentences. `undefined`: nothing that is known to happen. */
export function sentenceFor(fault: unknown): string | undefined {
  if (fault instanceof CredentialsRefused) {
    const { why, api } = fault;
    const { problem, remedy } = wordsFor(
      why === "unknown" ? { code: "credentials-unknown" } : { code: "credentials-not-permitted", api },
    );
    return `${capitalized(problem)}.\n${remedy}`;
  }
  if (fault instanceof BuildFailed) return `${fault.message}. Its log in the Console says why.`;
  if (fault instanceof Unavailable || fault instanceof Rejected) return `${fault.message}.`;

  return undefined;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
