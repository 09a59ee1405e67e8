// The use cases on the PostgreSQL table: a start for contact centres without Flex.
import {
  ConsoleLog,
  FUNCTIONS_PACE,
  makeCreateOnce,
  makeRequestCallback,
  makeWriteToRequest,
  NoLedger,
  SystemChance,
  SystemClock,
} from "flex-callback-voicemail";
import { Pool } from "pg";
import { PostgresCallbackTasks, SCHEMA } from "./postgres-callback-tasks.ts";

const pool = new Pool({ connectionString: process.env.DATABASE_URL });
await pool.query(SCHEMA);

const tasks = new PostgresCallbackTasks(pool);
const clock = new SystemClock();
const chance = new SystemChance();
const log = new ConsoleLog();
const needs = { tasks, ledger: new NoLedger(chance), clock, chance, log, pace: FUNCTIONS_PACE };

export const requestCallback = makeRequestCallback(
  makeCreateOnce(needs),
  tasks,
  makeWriteToRequest(needs),
  clock,
  log,
  { duplicates: "join", premiumNumbers: "refuse", timeZone: "UTC" },
);
