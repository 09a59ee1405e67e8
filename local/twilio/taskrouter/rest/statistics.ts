import { Hono } from "hono";
import { isoTime } from "../../wire/http/dates.ts";
import { queryOf } from "../../wire/http/exchange.ts";
import { Params } from "../../wire/http/params.ts";
import { workflowOf } from "../store/lookup.ts";
import type { Task } from "../store/model.ts";
import type { Store } from "../store/store.ts";
import type { Tally } from "../store/tallies.ts";
import { findTaskChannel } from "../store/task-requests.ts";
import type { View, Views } from "./views.ts";

const DEFAULT_MINUTES = 15;
const WAITING = ["pending", "reserved"];
const ALL_STATUSES = ["pending", "reserved", "assigned", "wrapping", "completed", "canceled"];

/** https://www.twilio.com/docs/taskrouter/api/workflow-statistics, from which one estimates waiting times. */
export function statisticsRoutes(store: Store, views: Views): Hono {
  const routes = new Hono();

  routes.get("/:workflow/CumulativeStatistics", (c) => {
    const { sid } = workflowOf(store.state, c.req.param("workflow"));

    return c.json(cumulativeOf(sid, new Params(queryOf(c))));
  });

  routes.get("/:workflow/RealTimeStatistics", (c) => {
    const { sid } = workflowOf(store.state, c.req.param("workflow"));

    return c.json(realTimeOf(sid, new Params(queryOf(c))));
  });

  // Unverified: that both parts are as their own resources give them.
  routes.get("/:workflow/Statistics", (c) => {
    const { sid } = workflowOf(store.state, c.req.param("workflow"));
    const query = new Params(queryOf(c));

    return c.json({
      ...ownerOf(store, sid),
      cumulative: cumulativeOf(sid, query),
      realtime: realTimeOf(sid, query),
      url: `${views.base}/Workflows/${sid}/Statistics`,
    });
  });

  return routes;

  function cumulativeOf(sid: string, query: Params): View {
    const to = query.time("EndDate") ?? store.state.clock.time();
    const from = query.time("StartDate") ?? to - (query.integer("Minutes") ?? DEFAULT_MINUTES) * 60_000;
    const channelSid = channelFilter(store, query);
    const tallies = store.tallies
      .of(sid, from, to)
      .filter((tally) => channelSid === undefined || tally.taskChannelSid === channelSid);

    return {
      ...ownerOf(store, sid),
      ...cumulative(tallies, query.text("SplitByWaitTime")),
      start_time: isoTime(from),
      end_time: isoTime(to),
      url: `${views.base}/Workflows/${sid}/CumulativeStatistics`,
    };
  }

  function realTimeOf(sid: string, query: Params): View {
    const channelSid = channelFilter(store, query);
    const tasks = [...store.state.tasks.values()].filter(
      (task) => task.workflowSid === sid && (channelSid === undefined || task.taskChannelSid === channelSid),
    );

    return {
      ...ownerOf(store, sid),
      ...realTime(tasks, store.state.clock.time()),
      url: `${views.base}/Workflows/${sid}/RealTimeStatistics`,
    };
  }
}

function channelFilter(store: Store, query: Params): string | undefined {
  const name = query.text("TaskChannel");

  return name === undefined ? undefined : findTaskChannel(store.state, name).sid;
}

function ownerOf(store: Store, workflowSid: string): View {
  const { accountSid, workspaceSid } = store.state.account;

  return { account_sid: accountSid, workspace_sid: workspaceSid, workflow_sid: workflowSid };
}

/** Unverified: that the average counts from the task's creation, and that `tasks_moved` leaves out the first queue. */
function cumulative(tallies: readonly Tally[], splits: string | undefined): View {
  const of = (kind: Tally["kind"]) => tallies.filter((tally) => tally.kind === kind);
  const accepted = of("reservation.accepted");
  const canceled = of("task.canceled");
  const entered = of("task.created").length;

  return {
    avg_task_acceptance_time: Math.round(spread(accepted).avg),
    reservations_created: of("reservation.created").length,
    reservations_accepted: accepted.length,
    reservations_rejected: of("reservation.rejected").length,
    reservations_timed_out: of("reservation.timeout").length,
    reservations_canceled: of("reservation.canceled").length,
    reservations_rescinded: of("reservation.rescinded").length,
    split_by_wait_time: splits === undefined ? null : splitByWait(accepted, canceled, splits),
    wait_duration_until_accepted: spread(accepted),
    wait_duration_until_canceled: spread(canceled),
    tasks_canceled: canceled.length,
    tasks_completed: of("task.completed").length,
    tasks_entered: entered,
    tasks_deleted: of("task.deleted").length,
    tasks_moved: Math.max(0, of("task-queue.entered").length - entered),
    tasks_timed_out_in_workflow: canceled.filter((tally) => tally.reason?.includes("Workflow timeout"))
      .length,
  };
}

function spread(tallies: readonly Tally[]): { avg: number; min: number; max: number; total: number } {
  const waits = tallies.map((tally) => Math.round(tally.waited));
  const total = waits.reduce((sum, wait) => sum + wait, 0);

  return {
    avg: waits.length === 0 ? 0 : Math.round(total / waits.length),
    min: waits.length === 0 ? 0 : Math.min(...waits),
    max: Math.max(0, ...waits),
    total,
  };
}

/** `SplitByWaitTime=5,30` counts, for each number of seconds, the tasks that waited longer and those that did not. */
function splitByWait(accepted: readonly Tally[], canceled: readonly Tally[], splits: string): View {
  const count = (tallies: readonly Tally[], within: (seconds: number) => boolean) =>
    tallies.filter((tally) => within(tally.waited)).length;

  return Object.fromEntries(
    splits.split(",").map((text) => {
      const limit = Number(text);
      const side = (within: (seconds: number) => boolean) => ({
        tasks_canceled: count(canceled, within),
        reservations_accepted: count(accepted, within),
      });
      return [text.trim(), { above: side((wait) => wait > limit), below: side((wait) => wait <= limit) }];
    }),
  );
}

function realTime(tasks: readonly Task[], now: number): View {
  const waiting = tasks.filter((task) => WAITING.includes(task.assignmentStatus));
  const [longest] = [...waiting].sort((a, b) => a.dateCreated - b.dateCreated);

  return {
    longest_task_waiting_age: longest ? Math.floor((now - longest.dateCreated) / 1000) : 0,
    longest_task_waiting_sid: longest?.sid ?? null,
    tasks_by_priority: countBy(waiting, (task) => String(task.priority)),
    tasks_by_status: {
      ...Object.fromEntries(ALL_STATUSES.map((status) => [status, 0])),
      ...countBy(tasks, (task) => task.assignmentStatus),
    },
    total_tasks: tasks.length,
  };
}

function countBy(tasks: readonly Task[], key: (task: Task) => string): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const task of tasks) counts[key(task)] = (counts[key(task)] ?? 0) + 1;

  return counts;
}
