import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshLibrary } from "../../build/fresh-library.ts";
import { linesOf } from "./examples.ts";

// The example is written against the built package, which must be there before it is loaded.
await freshLibrary();
const { PostgresCallbackTasks, SCHEMA } = await import("../../examples/postgres/postgres-callback-tasks.ts");
const { anId, describeCallbackTasks } = await import("flex-callback-voicemail/testing");

const database = new PGlite();
beforeAll(() => database.exec(SCHEMA), 60_000);
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

describe("The PostgreSQL example", () => {
  it("is an adapter of fewer than 150 lines", () => {
    expect(linesOf("examples/postgres/postgres-callback-tasks.ts")).toBeLessThan(150);
  });
});
