import type { FunctionCall } from "./history.ts";
import type { World } from "./world.ts";

/** What supervisors do to a request that waits. */
export const SUPERVISED = ["cancel", "expedite", "assign"] as const;

export type Supervised = (typeof SUPERVISED)[number];

/** A line of the list, as much of it as a supervisor goes by. */
interface Row {
  readonly taskId: string;
  readonly state: string;
}

/** A supervisor looks at the list now and then, and does something to a request that waits there: perhaps no longer. */
export async function lookAfterQueue(world: World, withinMs: number): Promise<void> {
  const until = world.clock.time() + withinMs;
  while (world.clock.time() < until) {
    await world.pause(5_000, 60_000);
    const { body } = await ask(world, "list", "list-callbacks", {});
    const rows = (body?.callbacks ?? []) as readonly Row[];
    const waiting = rows.filter(({ state }) => state === "waiting");
    await world.pause(0, 8_000);
    if (waiting.length > 0) await untilTold(world, world.pick(SUPERVISED), world.pick(waiting).taskId);
  }
}

/** Whoever is not told what became of it tries again, a few times. */
async function untilTold(world: World, what: Supervised, taskSid: string): Promise<void> {
  const { agents } = world.centre;
  const form = {
    cancel: { reason: "Wrote an e-mail" },
    expedite: {},
    assign: { workerSid: world.pick(agents).workerSid },
  }[what];
  for (let tried = 1; tried <= 4; tried++) {
    const { status } = await ask(world, what, `${what}-callback`, form, taskSid);
    if (status !== undefined && status < 500) return;
    await world.pause(1_000, 20_000);
  }
}

function ask(
  world: World,
  what: FunctionCall["what"],
  path: string,
  form: Readonly<Record<string, string>>,
  taskSid?: string,
): Promise<FunctionCall> {
  const { centre, history } = world;
  const { name, token } = centre.supervisor;

  return world.ask({
    what,
    path: `flex/${path}`,
    form: { Token: token, ...(taskSid !== undefined && { taskSid }), ...form },
    key: history.tasks.get(taskSid ?? "")?.key ?? "",
    ...(taskSid !== undefined && { taskSid }),
    detail: `${name}: ${path}${taskSid === undefined ? "" : ` (${taskSid})`}`,
  });
}
