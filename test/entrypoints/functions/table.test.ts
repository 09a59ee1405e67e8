import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { type Section, SUCCESS } from "./cases/case.ts";
import { BAD_INPUT, BAD_LUCK, ENVIRONMENT, HANGING, TWICE } from "./cases/index.ts";
import { ANEW, CRASH } from "./cases/twice.ts";
import { confidencesIn, revealedIn } from "./lawful.ts";
import { type TableSection, tableOf } from "./table.ts";

const TABLE = fileURLToPath(new URL("../../../docs/bad-input-and-bad-luck.md", import.meta.url));

const INTRODUCTION = `# Bad input and bad luck

What is answered when something is wrong with a request, or goes wrong while it is served, and how many tasks it leaves
behind. Each line is a test, run on the built functions, on Twilio's own Functions runtime, against the local Twilio.
The table is written from the tests' own data (\`test/entrypoints/functions/cases\`):
\`npx vitest run --project functions test/entrypoints/functions/table.test.ts -u\`.

Whatever goes wrong:

- there is one answer, as JSON or, for a call, as TwiML, within 9 seconds (Twilio waits 10);
- it says in words and by a code what is wrong, and names every wrong parameter at once;
- neither answer nor log holds a credential, a token or a stack; the log holds no telephone number and no text of a
  caller's in full;
- what the functions send to Twilio keeps Twilio's contract.

What nobody can have is told by [decision 8](decisions/0008-one-way-to-create-a-task.md): TaskRouter has no key by which a
creation could be repeated safely, so one that takes effect more than eleven seconds late leaves two tasks, and so do two
requests at one moment of which one cannot ask the ledger. They become one again as soon as anybody looks, unless an agent
has both. A callback made twice is better than one that is lost.`;

const ofCases = ({ title, cases }: Section): TableSection => ({ title, rows: cases });

it("the table in docs/ agrees with the tests", async () => {
  const sections: readonly TableSection[] = [
    ...BAD_INPUT.map(ofCases),
    { title: ENVIRONMENT.title, rows: ENVIRONMENT.cases },
    ...BAD_LUCK.map(ofCases),
    { title: HANGING.title, rows: HANGING.cases },
    { title: TWICE.title, rows: [...TWICE.cases, ANEW, CRASH].map((row) => ({ ...row, answer: SUCCESS })) },
  ];

  await expect([INTRODUCTION, ...sections.map(tableOf)].join("\n\n").concat("\n")).toMatchFileSnapshot(TABLE);
});

it("finds secrets that a log or an answer must not contain", () => {
  const sent = {
    to: "flex/create-callback",
    form: { numberToCall: "+14155550123", Token: "local-token" },
  } as const;
  const confidences = confidencesIn(sent);

  expect(revealedIn('{"cause":"no task for +14155550123"}', confidences)).toEqual(["14155550123"]);
  expect(revealedIn("token local-token is not accepted", confidences)).toEqual(["local-token"]);
  expect(revealedIn("Error: x\n    at handler (file.js:1:1)", confidences)).toHaveLength(1);
  expect(revealedIn('{"event":"request.failed","status":503}', confidences)).toEqual([]);
});
