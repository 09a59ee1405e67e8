import type { ServedCall } from "../../src/domain/served.ts";
import { aNumber, anInput } from "../support/requests.ts";
import type { Centre } from "./centre.ts";

/** The contact calls by themselves, and speaks with an agent from now on for ten minutes. */
export async function aTalk(centre: Centre, details: Partial<ServedCall> = {}): Promise<ServedCall> {
  const queuedAt = centre.clock.now();
  await centre.clock.advance(600_000);
  const { contactNumber, callerId } = anInput();

  return {
    taskId: "task-of-the-call",
    contact: aNumber(contactNumber),
    calledNumber: aNumber(callerId ?? ""),
    attributes: {},
    queuedAt,
    endedAt: centre.clock.now(),
    ...details,
  };
}
