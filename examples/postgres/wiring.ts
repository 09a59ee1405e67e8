// The use cases on the PostgreSQL table: a start for contact centres without Flex.
import {
  ConsoleLog,
  makeFulfilOnce,
  makeRequestCallback,
  NoLedger,
  SystemClock,
} from "flex-callback-voicemail";
import { Pool } from "pg";
import { PostgresCallbackTasks, SCHEMA } from "./postgres-callback-tasks.ts";

const pool = new Pool({ connectionString: process.env.DATABASE_URL });
await pool.query(SCHEMA);

const tasks = new PostgresCallbackTasks(pool);
const clock = new SystemClock();

export const requestCallback = makeRequestCallback(
  makeFulfilOnce(tasks, new NoLedger(), clock),
  tasks,
  clock,
  new ConsoleLog(),
  { duplicates: "join", premiumNumbers: "refuse", timeZone: "UTC" },
);
