import { PGlite } from "@electric-sql/pglite";
import { MemoryAgents } from "flex-callback-voicemail/memory";
import { anAgent, anId, describeCallbackList, describeCallbackTasks } from "flex-callback-voicemail/testing";
import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PostgresCallbackList } from "../../examples/postgres/postgres-callback-list.ts";
import {
  type Database,
  PostgresCallbackTasks,
  SCHEMA,
} from "../../examples/postgres/postgres-callback-tasks.ts";
import { callbacksIn } from "../../examples/postgres/server.ts";
import { linesOf } from "./examples.ts";

const database = new PGlite();
beforeAll(() => database.exec(SCHEMA));
afterAll(() => database.close());

describeCallbackTasks("PostgresCallbackTasks", async () => {
  await database.exec("truncate callback_tasks");
  let reachable = true;
  let loseAnswer = false;
  const overTheNetwork = {
    async query<Row>(text: string, values: unknown[] = []): Promise<{ rows: Row[] }> {
      if (!reachable) throw Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
      const answer = await database.query<Row>(text, values);
      if (loseAnswer && !text.startsWith("select")) {
        loseAnswer = false;
        throw Object.assign(new Error("Connection terminated"), { code: "08006" });
      }
      return answer;
    },
  };
  const update = async (change: string, id: string, ...values: unknown[]): Promise<void> => {
    await database.query(`update callback_tasks set ${change} where id = $1`, [id, ...values]);
  };

  return {
    tasks: new PostgresCallbackTasks(overTheNetwork),
    workflowId: anId("WW"),
    workers: [anId("WK", 1), anId("WK", 2)],
    agents: {
      offer: (id) => update("state = 'offered'", id),
      accept: (id, workerId) => update("state = 'assigned', holders = array[$2]", id, workerId),
      handOver: (id, workerId) => update("holders = array[$2]", id, workerId),
      wrapUp: (id) => update("state = 'wrap-up'", id),
      finish: (id) => update("state = 'completed'", id),
      remove: async (id) => void (await database.query("delete from callback_tasks where id = $1", [id])),
      open: async () => {
        const { rows } = await database.query<{ id: string }>(
          "select id from callback_tasks where state not in ('completed', 'canceled')",
        );
        return rows.map(({ id }) => id);
      },
    },
    addForeignTask: async () => {
      await database.query("insert into callback_tasks (id) values ('chat-1')");
      return "chat-1";
    },
    cutOff: () => {
      reachable = false;
    },
    loseNextAnswer: () => {
      loseAnswer = true;
    },
  };
});

describeCallbackList("PostgresCallbackList", async () => {
  await database.exec("truncate callback_tasks");
  let reachable = true;
  const overTheNetwork: Database = {
    async query<Row>(text: string, values: unknown[] = []) {
      if (!reachable) throw Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
      return database.query<Row>(text, values);
    },
  };
  const change = async (how: string, id: string, ...values: unknown[]): Promise<void> => {
    await database.query(`update callback_tasks set ${how} where id = $1`, [id, ...values]);
  };

  return {
    list: new PostgresCallbackList(overTheNetwork, 3),
    tasks: new PostgresCallbackTasks(overTheNetwork),
    workflowId: anId("WW"),
    workerId: anId("WK", 1),
    agents: {
      accept: (id, workerId) => change("state = 'assigned', holders = array[$2]", id, workerId),
      wrapUp: (id) => change("state = 'wrap-up'", id),
      finish: (id) => change("state = 'completed'", id),
    },
    addForeignTask: async () => {
      await database.query("insert into callback_tasks (id) values ('chat-1')");
      return "chat-1";
    },
    now: () => new Date(),
    letPass: async (milliseconds) => {
      const back = `${milliseconds} milliseconds`;
      await database.query("update callback_tasks set created_at = created_at - $1::interval", [back]);
    },
    cutOff: () => {
      reachable = false;
    },
  };
});

describe("The functions on the PostgreSQL example, over HTTP", () => {
  const environment = {
    ACCOUNT_SID: anId("AC"),
    AUTH_TOKEN: "secret",
    TWILIO_FLEX_WORKSPACE_SID: anId("WS"),
    TWILIO_FLEX_CALLBACK_WORKFLOW_SID: anId("WW"),
    CALLBACK_LEDGER: "off",
  };
  const agent = anAgent();
  const agents = new MemoryAgents();
  const token = agents.signIn(agent);
  const serve = callbacksIn(database as Database, environment, { Agents: agents });

  it("keep a callback in the table from its request to its next attempt", async () => {
    await database.exec("truncate callback_tasks");
    const asked = { numberToCall: "+14155550100", numberToCallFrom: "+14155550199" };
    const made = await post(serve, "studio/create-callback", asked);
    await database.query("update callback_tasks set state = 'assigned', holders = array[$1]", [
      agent.workerId,
    ]);
    await post(serve, "flex/record-attempt", { Token: token, taskSid: made.taskSid, outcome: "busy" });
    const requeued = await post(serve, "flex/requeue-callback", { Token: token, taskSid: made.taskSid });

    const { rows } = await database.query<{ id: string; attempts: string }>(
      "select id, callback->'request'->>'attemptsMade' as attempts from callback_tasks order by attempts",
    );
    expect(rows).toStrictEqual([
      { id: made.taskSid, attempts: "0" },
      { id: requeued.taskSid, attempts: "1" },
    ]);
  });

  async function post(
    handle: typeof serve,
    name: string,
    form: Record<string, string>,
  ): Promise<{ readonly taskSid: string }> {
    const url = `https://callbacks.example.com/callback/${name}`;
    const response = await handle(
      new Request(url, {
        method: "POST",
        body: new URLSearchParams(form),
        headers: { "X-Twilio-Signature": getExpectedTwilioSignature("secret", url, form) },
      }),
    );
    expect(response.status).toBe(200);

    return (await response.json()) as { taskSid: string };
  }
});

describe("The PostgreSQL example", () => {
  it("is an adapter of fewer than 150 lines", () => {
    expect(linesOf("examples/postgres/postgres-callback-tasks.ts")).toBeLessThan(150);
  });
});
