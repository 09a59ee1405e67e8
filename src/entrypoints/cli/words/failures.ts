import { NoFlex } from "../../../adapters/setup/flex-account.ts";
import { BuildFailed } from "../../../application/setup/deploy-files.ts";
import type { Problem } from "../../../domain/setup/readiness.ts";
import { Rejected, Unavailable } from "../../../ports/faults.ts";
import { CredentialsRefused } from "../../../ports/setup/credentials-refused.ts";
import { Misconfigured } from "../../functions/settings.ts";
import { NotBuilt } from "../built-files.ts";
import { EXIT } from "../exit-codes.ts";
import { Failure, type FailureWords } from "../failure.ts";
import { IncompleteSettings } from "../settings.ts";
import { wordsFor } from "./problems.ts";

const AGAIN = "What is done stays done: the same command goes on from here.";

/** Says why a command stopped. Every fault has words: nobody is shown a stack. */
export function wordsForFailure(fault: unknown): FailureWords {
  if (fault instanceof Failure) return fault;
  if (fault instanceof CredentialsRefused) return refusedCredentials(fault);
  if (fault instanceof NoFlex) return fromProblem({ code: "no-flex" });
  if (fault instanceof IncompleteSettings || fault instanceof Misconfigured)
    return { code: "settings", message: fault.message, exit: EXIT.misused };
  if (fault instanceof NotBuilt)
    return { code: "not-built", message: fault.message, remedy: "npm run build", exit: EXIT.misused };
  if (fault instanceof BuildFailed)
    return failed("build-failed", fault.message, "The log of the build in the Console says why.");
  if (fault instanceof Unavailable) return failed("unavailable", fault.message, AGAIN);
  if (fault instanceof Rejected) return failed("refused", fault.message, AGAIN);

  return wordsForSystem(fault) ?? failed("internal", messageOf(fault), "Please report this.");
}

function refusedCredentials({ why, api }: CredentialsRefused): FailureWords {
  return fromProblem(
    why === "unknown" ? { code: "credentials-unknown" } : { code: "credentials-not-permitted", api },
  );
}

function fromProblem(problem: Problem): FailureWords {
  const words = wordsFor(problem);
  const message = words.problem.charAt(0).toUpperCase() + words.problem.slice(1);

  return failed(problem.code, message, words.remedy);
}

/** What the machine's own files and disk can do: https://nodejs.org/api/errors.html#common-system-errors */
function wordsForSystem(fault: unknown): FailureWords | undefined {
  const { code, path = "A file" } = fault as NodeJS.ErrnoException;
  switch (code) {
    case "EACCES":
    case "EPERM":
      return failed("not-permitted", `${path}: nobody gave this user the right to it`);
    case "EROFS":
      return failed("read-only", `${path}: this disk cannot be written`);
    case "ENOSPC":
    case "EDQUOT":
      return failed("disk-full", "The disk is full", "Make room, then run the same command again.");
    case "EISDIR":
      return failed("is-a-folder", `${path} is a folder, not a file`);
    case "ENOENT":
    case "ENOTDIR":
      return failed("no-such-file", `${path} does not exist`);
    default:
      return undefined;
  }
}

function failed(code: string, message: string, remedy?: string): FailureWords {
  return { code, message, exit: EXIT.failed, ...(remedy !== undefined && { remedy }) };
}

function messageOf(fault: unknown): string {
  return fault instanceof Error ? `${fault.name}: ${fault.message}` : String(fault);
}
