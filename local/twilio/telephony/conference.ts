import { z } from "zod";
import { readAttributes } from "../taskrouter/store/attributes.ts";
import type { Task } from "../taskrouter/store/model.ts";

const callAttributes = z.object({
  conference: z.object({
    sid: z.string(),
    participants: z.object({ worker: z.string(), customer: z.string() }),
  }),
});

export type Conference = z.infer<typeof callAttributes>["conference"];

/** The call of a task, after an agent has accepted the task. */
export function conferenceOf(task: Task): Conference | undefined {
  return callAttributes.safeParse(readAttributes(task.attributes)).data?.conference;
}
