// `npm start`: everything on this machine, without a Twilio account.
import { buildFunctions } from "../build/functions.ts";
import { buildPlugin, pluginFileIn } from "../build/plugin.ts";
import { readArguments } from "../scripts/arguments.ts";
import { studioPath } from "../src/adapters/twilio-wire/paths.ts";
import { PHONE_PATH } from "./phone/index.ts";
import { type LocalStack, startLocalStack } from "./server.ts";
import { settingsFrom } from "./settings.ts";

const USAGE = `npm start: Twilio, the functions and the Flex UI on this machine, without an account

  PORT=3001 npm start                      at another port (3000)
  CALLBACK_MAX_ATTEMPTS=5 npm start        any setting of the functions: docs/settings.md lists them

Stop it with Ctrl-C.`;

readArguments({ command: "npm start", usage: USAGE });
let stack: LocalStack | undefined;
let stopping = false;
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, stop);

const port = portFrom(process.env.PORT);
const { settings, leftOut } = settingsFrom(process.env);
for (const { name, why } of leftOut) console.error(`${name} is left out: ${why}.`);

stack = await startLocalStack({
  port,
  environment: settings,
  hearsOfTasks: true,
  flexPage: { pluginFile: pluginFileIn(), besideFlex: PHONE_PATH, progress: console.log },
  prepare: async (url) => {
    console.log(`Building the functions and the plugin. ${url}/ goes on by itself when they are there.`);
    await Promise.all([buildPlugin(), buildFunctions()]);
  },
}).catch((error: NodeJS.ErrnoException) => {
  if (error.code !== "EADDRINUSE") throw error;
  console.error(`Port ${port} is in use. Choose another, for example: PORT=${port + 1} npm start`);
  process.exit(1);
});

console.log(`
Twilio on this machine, with a made-up account. Nothing leaves it.

  Flex        ${stack.url}/             the Flex UI, an agent logged in (/?agent=2, /?supervisor), and a telephone beside it
  Telephone   ${stack.url}${PHONE_PATH} the telephone alone: dial in, press keys, be called back
  Controls    ${stack.url}/__local      what can be done: time, faults, calls, recordings
  Functions   ${stack.url}${studioPath("create-callback")}
  Twilio      ${stack.url}/__twilio/taskrouter.twilio.com/…
  Account     ${stack.url}/__local/ready

Ask to be called back, as Studio would:  ${portInFront(stack.url)}npm run call -- callback
The telephone, in this terminal:         ${portInFront(stack.url)}npm run call -- queue
Stop with Ctrl-C.
`);

/** Once asks politely, twice ends at once. */
function stop(): void {
  if (stopping || !stack) process.exit(0);
  stopping = true;
  stack.close().then(
    () => process.exit(0),
    () => process.exit(1),
  );
}

/** Commands look for port 3000 unless they are told another. */
function portInFront(url: string): string {
  const { port } = new URL(url);

  return port === "3000" ? "" : `PORT=${port} `;
}

function portFrom(text = "3000"): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 0 && number < 65_536) return number;

  console.error(`PORT must be a number from 0 to 65535, not ${text}.`);
  process.exit(1);
}
