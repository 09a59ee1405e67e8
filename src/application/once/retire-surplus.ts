import { isCallToCome } from "../../domain/callback-task.ts";
import { carriedOver } from "../../domain/once/carry-over.ts";
import { type Look, type Surplus, surplusOf } from "../../domain/once/look.ts";
import type { OnceNeeds } from "./needs.ts";

type RetireNeeds = Pick<OnceNeeds, "tasks" | "log" | "pace">;

/**
 * Of several tasks of one request that are all to come, one stays. Two who tidy up at once both mark, then look: at
 * most one of them goes on, and never are both tasks taken away.
 *
 * @returns for each task that was taken away, the one that stays
 */
export async function retireSurplus(
  look: Look,
  me: string,
  needs: RetireNeeds,
): Promise<ReadonlyMap<string, string>> {
  const retired = new Map<string, string>();
  let left = look;
  for (let surplus = surplusOf(left, needs.pace); surplus; surplus = surplusOf(left, needs.pace)) {
    const { keep, gone } = surplus;
    if (!(await retire(surplus, me, needs))) break;
    retired.set(gone.id, keep.id);
    left = { ...left, tasks: left.tasks.filter(({ id }) => id !== gone.id) };
  }

  return retired;
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
  await tasks.change(keep.id, ({ task }) => {
    const request = carriedOver(marked.task, task);

    return request && { request };
  });
  if ((await tasks.end(gone.id, `Joined to ${keep.id}`, marked.revision)) === "refused") return stepBack();
  log.info("task.joined", { taskId: gone.id, keep: keep.id });

  return true;

  async function stepBack(): Promise<false> {
    await tasks.change(gone.id, ({ task }) => (task.joined?.id === me ? { joined: null } : undefined));

    return false;
  }
}
