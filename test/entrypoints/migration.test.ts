import { describe, expect, test } from "vitest";
import { agentsOf } from "../../local/twilio/agents.ts";
import type { Answer } from "../../src/adapters/functions/answer.ts";
import type { FunctionEvent } from "../../src/adapters/functions/parameters.ts";
import { FLOW_TEMPLATES } from "../../src/adapters/setup/studio-flows.ts";
import type { Agent } from "../../src/domain/agent.ts";
import { agentActionsModule } from "../../src/entrypoints/functions/modules/agent-actions.ts";
import { inboundCallsModule } from "../../src/entrypoints/functions/modules/inbound-calls.ts";
import { ledgerModule } from "../../src/entrypoints/functions/modules/ledger.ts";
import { puttingBackModule } from "../../src/entrypoints/functions/modules/putting-back.ts";
import { queueModule } from "../../src/entrypoints/functions/modules/queue.ts";
import { recordingEventsModule } from "../../src/entrypoints/functions/modules/recording-events.ts";
import { requestsModule } from "../../src/entrypoints/functions/modules/requests.ts";
import { requestsByAgentsModule } from "../../src/entrypoints/functions/modules/requests-by-agents.ts";
import { transcriptionsModule } from "../../src/entrypoints/functions/modules/transcriptions.ts";
import { transcriptsModule } from "../../src/entrypoints/functions/modules/transcripts.ts";
import { buildContainer } from "../../src/entrypoints/functions/serve.ts";
import { TOKENS } from "../../src/entrypoints/functions/tokens.ts";
import { withLocalTwilio } from "../support/local-twilio.ts";
import {
  type Attributes,
  labsTask,
  PLUGIN_REQUEST,
  pluginTask,
  RECORDING,
  TRANSCRIPTION,
  TRANSCRIPTION_CALLBACK,
  templateTask,
} from "./public-solutions.ts";

const local = withLocalTwilio();
describe("requests of the public callback plugin", () => {
  test("Studio's Run Function may send every optional parameter as text, and each has its effect", async () => {
    const answer = await createCallback({
      ...PLUGIN_REQUEST,
      workflowSid: local.twilio.account.workflowSid,
      timeout: "3600",
      priority: "7",
      attempts: "1",
      conversation_id: `WT${"d".repeat(32)}`,
      message: "Prefers mornings",
      taskChannel: "chat",
      isDeleted: "false",
    });

    expect(answer.status).toBe(200);
    const task = taskOf(answer);
    expect(task).toMatchObject({ priority: 7, timeout: 3600 });
    expect(attributesOf(answer)).toMatchObject({
      taskType: "callback",
      flow_execution_sid: PLUGIN_REQUEST.flexFlowSid,
      message: "Prefers mornings",
      direction: "inbound",
      callBackData: {
        numberToCall: PLUGIN_REQUEST.numberToCall,
        numberToCallFrom: PLUGIN_REQUEST.numberToCallFrom,
        attempts: 1,
        mainTimeZone: "UTC",
        isDeleted: false,
      },
      conversations: { conversation_id: `WT${"d".repeat(32)}` },
    });
  });

  test("its transcription callback, numbers in the query, makes a voicemail with its transcript", async () => {
    const answer = await createCallback({ ...PLUGIN_REQUEST, ...TRANSCRIPTION_CALLBACK });

    expect(answer.status).toBe(200);
    expect(attributesOf(answer)).toMatchObject({
      taskType: "voicemail",
      callBackData: {
        RecordingSid: RECORDING,
        RecordingUrl: `https://api.twilio.com/2010-04-01/Accounts/${local.twilio.account.accountSid}/Recordings/${RECORDING}`,
        TranscriptionSid: TRANSCRIPTION,
        TranscriptionText: "Please call me back",
      },
    });
  });

  test("a plus sign that the query has lost is found again", async () => {
    const answer = await createCallback({ ...PLUGIN_REQUEST, numberToCall: " 14155550142" });

    expect(attributesOf(answer)).toMatchObject({ callBackData: { numberToCall: "+14155550142" } });
  });

  test("Retry Later of an old plugin that is still open in a browser puts the request back", async () => {
    const answer = await createCallback({
      ...PLUGIN_REQUEST,
      flexFlowSid: "undefined",
      attempts: "2",
      utcDateTimeReceived: "Wed Jan 01 2025 10:00:00 GMT+0000 (Coordinated Universal Time)",
      RecordingSid: RECORDING,
      RecordingUrl: "https://example.com/ignored",
      isDeleted: "false",
    });

    expect(answer).toMatchObject({ status: 200 });
    expect(attributesOf(answer)).toMatchObject({
      callBackData: { attempts: 2, utcDateTimeReceived: "2025-01-01T10:00:00.000Z", RecordingSid: RECORDING },
    });
  });
});

describe("Retry Later of an old plugin, which asks once more, for a task that its agent has", () => {
  const askedAgain = (taskSid: string, more: Attributes = {}): FunctionEvent => ({
    ...PLUGIN_REQUEST,
    attempts: "2",
    conversation_id: taskSid,
    message: "",
    isDeleted: "false",
    ...more,
  });

  test.each([
    ["a callback", {}, {}],
    ["a callback, by its contact alone", {}, { conversation_id: "" }],
    ["a voicemail", { RecordingSid: RECORDING }, { RecordingSid: RECORDING }],
    ["a voicemail, in the template's spelling", { RecordingSid: RECORDING }, { recordingSid: RECORDING }],
    [
      "a deleted voicemail",
      { RecordingSid: RECORDING, isDeleted: "true" },
      { isDeleted: "true", RecordingSid: "" },
    ],
  ])("is the put-back of %s", async (_, held, asked) => {
    const taskSid = await openTask(pluginTask(held));
    const answer = await createCallbackForAgent(askedAgain(taskSid, asked));

    expect(answer).toMatchObject({ status: 200 });
    expect(bodyOf(answer).taskSid).not.toBe(taskSid);
    expect(attributesOf(answer)).toMatchObject({
      taskType: pluginTask(held).taskType,
      callBackData: { attempts: 2, after: taskSid },
      conversations: { conversation_id: taskSid },
    });
    expect(bodyOf(await createCallbackForAgent(askedAgain(taskSid, asked)))).toMatchObject({
      taskSid: bodyOf(answer).taskSid,
    });
  });
});

describe("open tasks of the public plugin and of the solution template", () => {
  test.each([
    ["a callback of the plugin, its attempts as text", pluginTask(), 2],
    ["a voicemail of the plugin", pluginTask({ RecordingSid: RECORDING, TranscriptionText: "Hello" }), 2],
    ["a callback of the template, with its caller's attributes", templateTask(), 1],
    [
      "a voicemail of the template, in its own spellings",
      templateTask({ recordingSid: RECORDING, transcriptSid: TRANSCRIPTION, transcriptText: "Hello" }),
      1,
    ],
    ["a callback of the labs' solution, without callBackData", labsTask(), 1],
    [
      "a voicemail of the labs' solution, without callBackData",
      labsTask({ recordingSid: RECORDING, transcriptionText: "Hello" }),
      1,
    ],
  ])("%s is put back by our Retry later, with everything that matters", async (_, attributes, attempts) => {
    const taskSid = await openTask(attributes);
    expect(await placeCall(taskSid)).toMatchObject({ status: 200 });
    const answer = await requeue(taskSid);

    expect(answer).toMatchObject({ status: 200 });
    const again = attributesOf(answer);
    expect(again).toMatchObject({
      taskType: attributes.taskType,
      callBackData: {
        numberToCall: "+14155550142",
        attempts,
        utcDateTimeReceived: "2025-01-01T10:00:00.000Z",
      },
      conversations: { conversation_id: taskSid },
    });
    expect(again.call_sid).toBeUndefined();
    expect(again.language).toBe(attributes.language);
    expect((again.callBackData as Attributes).RecordingSid).toBe(
      attributes.taskType === "voicemail" ? RECORDING : undefined,
    );
    expect((again.callBackData as Attributes).TranscriptionText).toBe(
      attributes.taskType === "voicemail" ? "Hello" : undefined,
    );
  });

  test.each([
    ["4,000 letters", 4_000, "n"],
    ["4,090 letters", 4_090, "n"],
    ["4,096 letters", 4_096, "n"],
    ["4,096 letters of two bytes each", 4_096, "я"],
  ])("a task of %s is put back, and its data with it", async (_, length, letter) => {
    const empty = JSON.stringify({ ...pluginTask(), note: "" }).length;
    const note = letter.repeat(length - empty);
    const taskSid = await openTask({ ...pluginTask(), note });
    await placeCall(taskSid);
    const answer = await requeue(taskSid);

    expect(answer).toMatchObject({ status: 200 });
    expect(attributesOf(answer)).toMatchObject({
      note,
      taskType: "callback",
      callBackData: { numberToCall: "+14155550142", numberToCallFrom: "+14155550100" },
    });
    expect(taskOf(answer)?.attributes.length).toBeLessThanOrEqual(4_096);
  });

  test("isDeleted as text keeps deleted voicemails deleted, and only those", async () => {
    const deleted = await findTask(pluginTask({ RecordingSid: RECORDING, isDeleted: "true" }));
    const kept = await findTask(pluginTask({ RecordingSid: RECORDING, isDeleted: "false" }));

    expect([deleted?.task.request.voicemail?.deleted, kept?.task.request.voicemail?.deleted]).toEqual([
      true,
      false,
    ]);
  });
});

describe("our own flows", () => {
  test("Run Function sends parameters that create-callback accepts", async () => {
    const widget = widgetsOf("callbackFlow").find(({ type }) => type === "run-function");
    const parameters = widget?.properties.parameters as readonly { key: string; value: string }[];
    const sent = Object.fromEntries(parameters.map(({ key, value }) => [key, filledIn(value)]));

    expect(await createCallback(sent)).toMatchObject({ status: 200 });
  });

  test("recording, then transcript, at the flow's callback addresses, make one voicemail with its transcript", async () => {
    const { properties } =
      widgetsOf("voicemailWithTranscriptFlow").find(({ type }) => type === "record-voicemail") ?? {};
    const recorded = await recordingStatus({
      ...queryOf(properties?.recording_status_callback_url),
      RecordingSid: RECORDING,
      RecordingStatus: "completed",
    });
    const transcribed = await createCallback({
      ...queryOf(properties?.transcription_callback_url),
      ...TRANSCRIPTION_CALLBACK,
    });

    expect([recorded.status, transcribed.status]).toEqual([200, 200]);
    expect(bodyOf(transcribed).taskSid).toBe(bodyOf(recorded).taskSid);
    expect(attributesOf(transcribed)).toMatchObject({
      taskType: "voicemail",
      callBackData: { numberToCall: "+14155550142", TranscriptionText: "Please call me back" },
    });
  });
});

function container() {
  const { account } = local.twilio;
  const environment = {
    ACCOUNT_SID: account.accountSid,
    AUTH_TOKEN: account.authToken,
    TWILIO_FLEX_WORKSPACE_SID: account.workspaceSid,
    TWILIO_FLEX_CALLBACK_WORKFLOW_SID: account.workflowSid,
    TWILIO_API_ORIGIN: local.origin,
  };

  return buildContainer(environment, [
    queueModule,
    ledgerModule,
    requestsModule,
    agentActionsModule,
    puttingBackModule,
    requestsByAgentsModule,
    transcriptsModule,
    transcriptionsModule,
    inboundCallsModule,
    recordingEventsModule,
  ]);
}

function createCallback(event: FunctionEvent): Promise<Answer> {
  return container().get(TOKENS.CreateCallbackAnswer)(event);
}

function createCallbackForAgent(event: FunctionEvent): Promise<Answer> {
  return container().get(TOKENS.CreateCallbackForAgentAnswer)(event, anAgent());
}

function recordingStatus(event: FunctionEvent): Promise<Answer> {
  return container().get(TOKENS.RecordingStatusAnswer)(event);
}

async function openTask(attributes: Attributes): Promise<string> {
  const { store, account } = local.twilio;
  const { sid } = store.createTask({
    attributes: JSON.stringify(attributes),
    taskChannel: "voice",
    timeout: 86_400,
  });
  agentsOf(local.twilio).accept(sid, account.workerSid);

  return sid;
}

function anAgent(): Agent {
  return { name: "agent", workerId: local.twilio.account.workerSid, roles: ["agent"] };
}

function placeCall(taskSid: string): Promise<Answer> {
  return container().get(TOKENS.RecordAttemptAnswer)({ taskSid, outcome: "placed" }, anAgent());
}

function requeue(taskSid: string): Promise<Answer> {
  return container().get(TOKENS.RequeueAnswer)({ taskSid }, anAgent());
}

async function findTask(attributes: Attributes) {
  return container()
    .get(TOKENS.CallbackTasks)
    .find(await openTask(attributes));
}

function bodyOf(answer: Answer): { readonly taskSid?: string } {
  return answer.body as { taskSid?: string };
}

function taskOf(answer: Answer) {
  return local.twilio.store.state.tasks.get(bodyOf(answer).taskSid ?? "");
}

function attributesOf(answer: Answer): Attributes {
  return JSON.parse(taskOf(answer)?.attributes ?? "{}") as Attributes;
}

function widgetsOf(key: string) {
  const address = {
    domain: "example.twil.io",
    serviceSid: "",
    environmentSid: "",
    createCallbackSid: "",
    workflowSid: `WW${"0".repeat(32)}`,
    voiceChannelSid: `TC${"0".repeat(32)}`,
  };

  return FLOW_TEMPLATES.find((template) => template.key === key)?.widgets(address) ?? [];
}

/** What Studio puts in the place of its variables. */
function filledIn(text: string): string {
  return text
    .replaceAll("{{trigger.call.From | url_encode}}", encodeURIComponent("+14155550142"))
    .replaceAll("{{trigger.call.To | url_encode}}", encodeURIComponent("+14155550100"))
    .replaceAll("{{trigger.call.From}}", "+14155550142")
    .replaceAll("{{trigger.call.To}}", "+14155550100")
    .replaceAll("{{flow.sid}}", `FN${"f".repeat(32)}`);
}

function queryOf(url: unknown): FunctionEvent {
  return Object.fromEntries(new URL(filledIn(String(url))).searchParams);
}
