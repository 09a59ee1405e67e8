import { expect } from "vitest";
import type { CallbackRequest } from "../../src/domain/callback-request.ts";
import { aRequest, aRouting } from "../support/requests.ts";
import { Centre, type CentrePolicy } from "./centre.ts";

/** A centre in which agent WK1 has accepted one callback. */
export async function centreWithAcceptedTask(
  details: Partial<CallbackRequest> = {},
  policy: Partial<CentrePolicy> = {},
): Promise<{ centre: Centre; old: string }> {
  const centre = new Centre(policy);
  const routing = aRouting({ workflowId: "WW1", priority: 7 });
  const old = await centre.put(aRequest({ key: "m-1", routing, ...details }));
  centre.queue.accept(old, "WK1");

  return { centre, old };
}

/** The one open task beside the old one. */
export async function newTask(centre: Centre, old: string) {
  const others = (await centre.openTasks()).filter(({ id }) => id !== old);
  expect(others).toHaveLength(1);
  const [fresh] = others;
  if (!fresh) throw new Error("There is no new task");

  return fresh;
}
