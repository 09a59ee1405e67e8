import { FLOW_TEMPLATES, flowDefinition } from "../../../src/adapters/setup/studio-flows.ts";
import type { LocalAccount } from "../account.ts";
import { fixedSid } from "../sids.ts";
import type { Flow, StudioFlows } from "./flows.ts";

/** What can be dialled, and the flow of ours that answers. */
const ANSWERED_BY = {
  queue: "waitMenuFlow",
  "before-queue": "beforeQueueFlow",
  callback: "callbackFlow",
  voicemail: "voicemailFlow",
  "voicemail-with-transcript": "voicemailWithTranscriptFlow",
} as const;

export type Entry = keyof typeof ANSWERED_BY;

export const ENTRIES = Object.keys(ANSWERED_BY) as [Entry, ...Entry[]];

interface Where {
  /** Of the functions on this machine. They have no certificate: `http` stands for `https`. */
  readonly origin: string;
  readonly language: string;
}

/** The flow that answers, as `provision` makes it; made when somebody dials for the first time. */
export function flowFor(
  entry: Entry,
  { origin, language }: Where,
  flows: StudioFlows,
  account: LocalAccount,
  voiceChannelSid: string,
): Flow {
  const template = FLOW_TEMPLATES.find(({ key }) => key === ANSWERED_BY[entry]);
  if (!template) throw new Error(`Nobody answers ${entry}`);
  const domain = new URL(origin).host;
  const made = flowDefinition(template, {
    domain,
    serviceSid: fixedSid("ZS", "functions"),
    environmentSid: fixedSid("ZE", "functions"),
    createCallbackSid: fixedSid("ZH", "create-callback"),
    workflowSid: account.workflowSid,
    voiceChannelSid,
  });
  const definition = JSON.stringify(made)
    .replaceAll(`https://${domain}`, origin)
    .replaceAll(
      /wait-experience(\?)?/g,
      (_, query) => `wait-experience?language=${language}${query ? "&" : ""}`,
    );
  const friendlyName = `${template.title}, on this machine (${language})`;
  const known = flows.list().find((flow) => flow.friendly_name === friendlyName);
  if (!known) return flows.create({ friendlyName, definition, status: "published" });

  return JSON.stringify(known.definition) === definition
    ? known
    : flows.update(known.sid, { definition, status: "published" });
}
