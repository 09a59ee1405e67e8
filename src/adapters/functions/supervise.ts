import type { AssignCallback, AssignOutcome } from "../../application/supervisor/assign-callback.ts";
import type { ExpediteCallback } from "../../application/supervisor/expedite-callback.ts";
import type { ListAgents } from "../../application/supervisor/list-agents.ts";
import { type Answer, invalidRequest, refusal, success } from "./answer.ts";
import { type AnswerToAgent, notAllowed, taskNotFound, WHO_LOOKS_AFTER_ALL } from "./flex-request.ts";
import { ASSIGN_PARAMETERS, TASK_PARAMETERS } from "./parameter-catalogue.ts";
import { readParameters } from "./parameters.ts";

/** `expedite-callback`: a supervisor brings a request forward. */
export const makeExpediteCallbackAnswer =
  (expedite: ExpediteCallback): AnswerToAgent =>
  async (event, agent) => {
    const { values, faults } = readParameters(event, TASK_PARAMETERS);
    if (values.taskSid === undefined) return invalidRequest(faults);

    return supervised(await expedite(values.taskSid, agent));
  };

/** `assign-callback`: a supervisor hands a request to an agent. */
export const makeAssignCallbackAnswer =
  (assign: AssignCallback): AnswerToAgent =>
  async (event, agent) => {
    const { values, faults } = readParameters(event, ASSIGN_PARAMETERS);
    const { taskSid, workerSid } = values;
    if (taskSid === undefined || workerSid === undefined) return invalidRequest(faults);

    return supervised(await assign(taskSid, workerSid, agent));
  };

/** `list-agents`: to whom a request can be handed. */
export const makeListAgentsAnswer =
  (list: ListAgents): AnswerToAgent =>
  async (_event, agent) => {
    const outcome = await list(agent);
    switch (outcome.kind) {
      case "agents":
        return success({ agents: outcome.agents });
      case "not-allowed":
        return notAllowed(WHO_LOOKS_AFTER_ALL);
    }
  };

function supervised(outcome: AssignOutcome): Answer {
  switch (outcome.kind) {
    case "done":
      return success({ taskSid: outcome.taskId, repeated: outcome.repeated });
    case "taken":
      return refusal(409, "taken", "An agent has this task, or is being offered it. Nothing was changed.", {
        state: outcome.state,
      });
    case "ended":
      return refusal(409, "ended", "This task has ended.");
    case "agent-not-found":
      return refusal(404, "agent-not-found", "There is no such agent. They may have left.");
    case "not-allowed":
      return notAllowed(WHO_LOOKS_AFTER_ALL);
    case "task-not-found":
      return taskNotFound();
  }
}
