import type {
  TaskInstance,
  TaskListInstance,
  TaskListInstancePageOptions,
} from "twilio/lib/rest/taskrouter/v1/workspace/task.js";
import type { CallbackTask } from "../../domain/callback-task.ts";
import { type Extent, type Look, oldestFirst } from "../../domain/once/look.ts";
import type { Sought } from "../../ports/callback-tasks.ts";
import { Unavailable } from "../../ports/faults.ts";
import { keyExpression, recordingExpression } from "../twilio-wire/task-attributes.ts";
import { readTask } from "./read-task.ts";

/** What the tasks themselves tell. */
export type SoughtInList = Exclude<Sought, { readonly heldBy: string }>;

/** The tasks made last, of one workflow: enough for all that were made in the last seconds of a busy centre. */
const NEWEST_PAGE = 20;
const LARGE_PAGE = 100;

/** So many pages back, and then TaskRouter's own search, which it allows three times a second. */
const MOST_PAGES = 5;

/**
 * Looks for a request's tasks. TaskRouter allows a search by attributes three times a second in a workspace
 * (https://www.twilio.com/docs/taskrouter/limits), so that what was made lately is looked for among the newest.
 */
export async function lookForTasks(
  tasks: TaskListInstance,
  sought: SoughtInList,
  extent: Extent,
  defaultWorkflowSid: string,
): Promise<Look> {
  if ("recordingId" in sought || extent === "all") return searched();

  const options = { ordering: "DateCreated:desc", workflowSid: sought.workflowId ?? defaultWorkflowSid };
  if (extent === "newest") return found(await pageOf(tasks, { ...options, pageSize: NEWEST_PAGE }));

  return (await pagesSince(extent.since, options)) ?? searched();

  async function searched(): Promise<Look> {
    const expression = "key" in sought ? keyExpression(sought.key) : recordingExpression(sought.recordingId);

    return found(await pageOf(tasks, { evaluateTaskAttributes: expression, pageSize: LARGE_PAGE }));
  }

  /** `undefined`: there are too many to turn over. */
  async function pagesSince(since: Date, asked: TaskListInstancePageOptions): Promise<Look | undefined> {
    const instances: TaskInstance[] = [];
    let pageToken: string | undefined;
    for (let pages = 1; pages <= MOST_PAGES; pages++) {
      const page = await pageOf(tasks, {
        ...asked,
        pageSize: LARGE_PAGE,
        ...(pageToken !== undefined && { pageNumber: pages - 1, pageToken }),
      });
      instances.push(...page.instances);
      pageToken = page.nextToken;
      const last = page.instances.at(-1);
      if (pageToken === undefined || (last && last.dateCreated < since)) return found({ ...page, instances });
    }

    return undefined;
  }

  function found({ instances, at }: Page): Look {
    const known = instances
      .map(readTask)
      .filter((task) => task !== undefined)
      .filter((task) => isSought(task, sought));

    return { tasks: oldestFirst(known), at, extent };
  }
}

/** TaskRouter compares text more loosely than we do. */
function isSought({ request }: CallbackTask, sought: SoughtInList): boolean {
  return "key" in sought ? request.key === sought.key : request.voicemail?.recordingId === sought.recordingId;
}

interface Page {
  readonly instances: readonly TaskInstance[];
  readonly at: Date;
  readonly nextToken?: string;
}

async function pageOf(tasks: TaskListInstance, options: TaskListInstancePageOptions): Promise<Page> {
  const { body, headers } = await tasks.pageWithHttpInfo(options);
  const nextToken = pageTokenOf(body.nextPageUrl);

  return {
    instances: body.instances,
    at: serverTime(headers),
    ...(nextToken !== undefined && { nextToken }),
  };
}

export function pageTokenOf(nextPageUrl: string | undefined): string | undefined {
  return nextPageUrl ? (new URL(nextPageUrl).searchParams.get("PageToken") ?? undefined) : undefined;
}

/** When the server answered, by its own clock: https://www.rfc-editor.org/rfc/rfc9110#field.date */
export function serverTime(headers: unknown): Date {
  const { date } = headers as { readonly date?: string };
  const at = new Date(date ?? Number.NaN);
  if (Number.isNaN(at.getTime())) throw new Unavailable("The answer does not say when it was given");

  return at;
}

/** Which version of the task was answered: https://www.twilio.com/docs/taskrouter/api/task */
export function revisionOf(headers: unknown): string {
  const { etag } = headers as { readonly etag?: string };
  if (etag === undefined) throw new Unavailable("TaskRouter answered without an ETag");

  return etag;
}
