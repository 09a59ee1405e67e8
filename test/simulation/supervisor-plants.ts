import type { OnceNeeds } from "../../src/application/once/needs.ts";
import {
  type CancelBySupervisor,
  makeCancelBySupervisor,
} from "../../src/application/supervisor/cancel-by-supervisor.ts";
import type { ExpediteCallback } from "../../src/application/supervisor/expedite-callback.ts";
import type { ListCallbacks } from "../../src/application/supervisor/list-callbacks.ts";
import type { Planted } from "./plants.ts";

/** Bugs in what supervisors are told. */
export const SUPERVISOR_PLANTS = {
  "canceled, and told that an agent has it": {
    breaks: "supervised-otherwise",
    plant: (parts) => ({ CancelBySupervisor: toldTaken(parts) }),
  },
  "told that it goes first, and nothing done": {
    breaks: "supervised-otherwise",
    plant: () => ({ ExpediteCallback: toldDone }),
  },
  "an empty list": {
    breaks: "list-wrong",
    plant: ({ clock }) => ({ ListCallbacks: emptyAt(() => clock.now()) }),
  },
} as const satisfies Record<string, Planted>;

function toldTaken(parts: OnceNeeds): CancelBySupervisor {
  return async (...asked) => {
    const outcome = await makeCancelBySupervisor(parts)(...asked);

    return outcome.kind === "canceled" ? { kind: "taken", state: "assigned" } : outcome;
  };
}

const toldDone: ExpediteCallback = async (taskId) => ({ kind: "done", taskId, repeated: true });

function emptyAt(now: () => Date): ListCallbacks {
  return async () => ({ kind: "page", rows: [], at: now() });
}
