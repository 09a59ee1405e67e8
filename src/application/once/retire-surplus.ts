import { isCallToCome, keyOf } from "../../domain/callback-task.ts";
import { takenIn } from "../../domain/once/joined-request.ts";
import { type Look, type Surplus, surplusOf } from "../../domain/once/look.ts";
import { carryOver } from "./carry-over.ts";
import type { OnceNeeds } from "./needs.ts";
import { noteTask } from "./note-task.ts";

type RetireNeeds = Pick<OnceNeeds, "tasks" | "ledger" | "log" | "pace">;

/**
 * Of several tasks of one request that are all to come, one stays. Two who tidy up at once both mark, then look: at
 * most one of them goes on, and never are both tasks taken away. Tidying that fails is left to whoever looks next.
 *
 * @returns the task, or the one that stays in its place
 */
export async function withoutSurplus(
  taskId: string,
  look: Look,
  me: string,
  needs: RetireNeeds,
): Promise<string> {
  let kept = taskId;
  let left = look;
  try {
    for (let surplus = surplusOf(left, needs.pace); surplus; surplus = surplusOf(left, needs.pace)) {
      const { keep, gone } = surplus;
      if (!(await retire(surplus, me, needs))) break;
      if (gone.id === kept) kept = keep.id;
      left = { ...left, tasks: left.tasks.filter(({ id }) => id !== gone.id) };
    }
  } catch (cause) {
    needs.log.warn("request.not-tidied", { taskId }, cause);
  }

  return kept;
}

async function retire({ keep, gone }: Surplus, me: string, needs: RetireNeeds): Promise<boolean> {
  const { tasks, pace, log } = needs;
  const marked = await tasks.change(gone.id, ({ task, at }) =>
    task.state === "waiting" && isCallToCome(task, at, pace)
      ? { joined: { id: me, at, keep: keep.id } }
      : undefined,
  );
  if (marked?.task.joined?.id !== me) return false;

  const stays = await tasks.find(keep.id);
  if (!stays || !isCallToCome(stays.task, stays.at, pace)) return stepBack();

  // What the one that goes was told is on the one that stays before it goes.
  await carryOver(marked.task, stays.task, tasks, takenIn);
  if ((await tasks.end(gone.id, `Joined to ${keep.id}`, marked.revision)) === "refused") return stepBack();
  log.info("task.joined", { taskId: gone.id, keep: keep.id });
  await noteTask({ key: keyOf(gone), me, task: keep, insteadOf: gone.id }, needs);

  return true;

  async function stepBack(): Promise<false> {
    await tasks.change(gone.id, ({ task }) => (task.joined?.id === me ? { joined: null } : undefined));

    return false;
  }
}
