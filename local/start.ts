// `npm start`: everything on this machine, without a Twilio account.
import { buildFunctions } from "../build/functions.ts";
import { buildPlugin } from "../build/plugin.ts";
import { studioPath } from "../src/adapters/twilio-wire/paths.ts";
import { startLocalStack } from "./server.ts";

const port = portFrom(process.env.PORT);

console.log("Building the functions and the plugin.");
const [plugin] = await Promise.all([buildPlugin(), buildFunctions()]);
const stack = await startLocalStack({
  port,
  environment: callbackSettings(),
  flexPage: { pluginFile: plugin.file, progress: console.log },
}).catch((error: NodeJS.ErrnoException) => {
  if (error.code !== "EADDRINUSE") throw error;
  console.error(`Port ${port} is in use. Choose another, for example: PORT=${port + 1} npm start`);
  process.exit(1);
});

console.log(`
Twilio on this machine, with a made-up account. Nothing leaves it.

  Flex        ${stack.url}/             the Flex UI, an agent logged in (/?agent=2, /?supervisor)
  Functions   ${stack.url}${studioPath("create-callback")}
  Twilio      ${stack.url}/__twilio/taskrouter.twilio.com/…
  Account     ${stack.url}/__local/ready

Ask to be called back, as Studio would:  npm run call -- callback
Stop with Ctrl-C.
`);

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => void stack.close().then(() => process.exit(0)));
}

function portFrom(text = "3000"): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 0 && number < 65_536) return number;

  console.error(`PORT must be a number from 0 to 65535, not ${text}.`);
  process.exit(1);
}

/** Settings of the functions from the shell, such as CALLBACK_MAX_ATTEMPTS=5 npm start. */
function callbackSettings(): Record<string, string> {
  const settings = Object.entries(process.env).filter(([name]) => /^(CALLBACK|VOICEMAIL|FLEX)_/.test(name));

  return Object.fromEntries(settings) as Record<string, string>;
}
