// The functions over HTTP, with the table in place of TaskRouter.
import { type Bindings, type FetchHandler, fetchHandler } from "flex-callback-voicemail/functions";
import { PostgresCallbackList } from "./postgres-callback-list.ts";
import { type Database, PostgresCallbackTasks } from "./postgres-callback-tasks.ts";

/**
 * @param environment the settings of the functions, such as `process.env`
 * @param more other parts of one's own, such as `Agents` who sign in elsewhere than in Flex
 */
export function callbacksIn(
  database: Database,
  environment: Record<string, string | undefined>,
  more: Bindings = {},
): FetchHandler {
  return fetchHandler(environment, {
    bindings: {
      CallbackTasks: new PostgresCallbackTasks(database),
      CallbackList: new PostgresCallbackList(database),
      ...more,
    },
  });
}
