import type { ForgetStep } from "../../../application/forget-contact.ts";
import { ANY_NUMBER, readNumber } from "../../../domain/phone-number.ts";
import { forgetModule } from "../../functions/modules/forget.ts";
import { historyModule } from "../../functions/modules/history.ts";
import { ledgerModule } from "../../functions/modules/ledger.ts";
import { queueModule } from "../../functions/modules/queue.ts";
import { recordingsModule } from "../../functions/modules/recordings.ts";
import { sweepModule } from "../../functions/modules/sweep.ts";
import { transcriptionsModule } from "../../functions/modules/transcriptions.ts";
import { buildContainer } from "../../functions/serve.ts";
import { TOKENS } from "../../functions/tokens.ts";
import type { CommandContext } from "../command-context.ts";
import { EXIT } from "../exit-codes.ts";
import { Failure } from "../failure.ts";
import { functionEnvironment } from "../function-settings.ts";
import { SILENT } from "../silent.ts";

/** `forget <number>`: removes what is kept of a contact. May be stopped and run again. */
export async function forgetCommand(context: CommandContext): Promise<number> {
  const { options, host } = context;
  const reading = readNumber(options.subject ?? "", ANY_NUMBER);
  if (reading.kind !== "number")
    throw new Failure("invalid-number", "This is no phone number", {
      remedy: "Write it with its country code, such as +14155550100.",
      exit: EXIT.misused,
    });

  const container = buildContainer(functionEnvironment(context), MODULES, { Log: SILENT });
  const count: Record<ForgetStep["kind"], number> = {
    recording: 0,
    task: 0,
    "with-agent": 0,
    entry: 0,
    failed: 0,
  };
  for await (const step of container.get(TOKENS.ForgetContact)(reading.number)) {
    count[step.kind] += 1;
    host.err(wordsFor(step));
  }
  host.out(options.json ? JSON.stringify({ ...count, notReached: NOT_REACHED }, null, 2) : summary(count));

  return count.failed > 0 ? EXIT.failed : EXIT.done;
}

const MODULES = [
  queueModule,
  historyModule,
  ledgerModule,
  recordingsModule,
  transcriptionsModule,
  sweepModule,
  forgetModule,
];

/** What others keep, or Twilio gives nobody the means to remove. */
const NOT_REACHED = [
  "Messages of requests that ended more than 30 days ago: purge deletes those by their age.",
  "TaskRouter's log of events: Twilio deletes it after 30 days.",
  "Flex Insights: ask Twilio for the deletion.",
  "The logs of calls, of Studio executions and of conferences: delete them in the Console, or wait for their time.",
  "What was announced to your own systems.",
];

function wordsFor(step: ForgetStep): string {
  switch (step.kind) {
    case "recording":
      return `Deleted: ${step.recordingId} and its transcripts`;
    case "task":
      return `Emptied and ended: ${step.taskId}`;
    case "with-agent":
      return `With an agent: ${step.taskId}. Its message is deleted; run this again when they have ended it`;
    case "entry":
      return `Deleted: an entry of the ledger`;
    case "failed":
      return `NOT removed: ${step.what}`;
  }
}

function summary(count: Record<ForgetStep["kind"], number>): string {
  const { recording, task, entry, failed } = count;
  const lines = [
    `Removed: ${recording} messages, ${task} waiting callbacks, ${entry} entries of the ledger.`,
    ...(count["with-agent"] > 0 ? [`${count["with-agent"]} are with an agent: run this again later.`] : []),
    ...(failed > 0 ? [`${failed} could not be removed: run this again.`] : []),
    "Not reached:",
    ...NOT_REACHED.map((each) => `- ${each}`),
  ];

  return lines.join("\n");
}
