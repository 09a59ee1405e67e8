import { z } from "zod";

/**
 * Twilio's JSON schema of a flow definition, https://www.twilio.com/docs/studio/rest-api/v2/schemas, for the widgets
 * that telephone flows use. Other widgets are refused, because the stand-in cannot check them. Unverified: that Twilio refuses
 * an unknown property.
 */
const offset = z.strictObject({ x: z.number(), y: z.number() });
const parameter = z.strictObject({ key: z.string(), value: z.string() });

const widgets = {
  trigger: {
    events: [
      "incomingMessage",
      "incomingCall",
      "incomingConversationMessage",
      "incomingRequest",
      "incomingParent",
    ],
    properties: {},
  },
  "say-play": {
    events: ["audioComplete"],
    properties: {
      say: z.string().optional(),
      play: z.string().optional(),
      voice: z.string().optional(),
      language: z.string().optional(),
      loop: z.int().optional(),
      digits: z.string().optional(),
    },
  },
  "gather-input-on-call": {
    events: ["keypress", "speech", "timeout"],
    properties: {
      timeout: z.int().optional(),
      finish_on_key: z.string().optional(),
      stop_gather: z.boolean().optional(),
      number_of_digits: z.int().optional(),
      save_response_as: z.string().optional(),
      say: z.string().optional(),
      play: z.string().optional(),
      voice: z.string().optional(),
      language: z.string().optional(),
      loop: z.int().optional(),
      hints: z.string().optional(),
      gather_language: z.string().optional(),
      speech_timeout: z.string().optional(),
      speech_model: z.string().optional(),
      profanity_filter: z.string().optional(),
    },
  },
  "split-based-on": { events: ["match", "noMatch"], properties: { input: z.string() } },
  "record-voicemail": {
    events: ["recordingComplete", "noAudio", "hangup"],
    properties: {
      timeout: z.int().optional(),
      finish_on_key: z.string().optional(),
      max_length: z.int().min(1).max(14_400).optional(),
      transcribe: z.boolean().optional(),
      transcription_callback_url: z.string().optional(),
      trim: z.enum(["trim-silence", "do-not-trim"]).optional(),
      play_beep: z.string().optional(),
      recording_status_callback_url: z.string().optional(),
    },
  },
  "run-function": {
    events: ["success", "fail"],
    properties: {
      url: z.string().min(1),
      service_sid: z.string().nullish(),
      environment_sid: z.string().nullish(),
      function_sid: z.string().nullish(),
      parameters: z.array(parameter).max(1000).optional(),
    },
  },
  "add-twiml-redirect": {
    events: ["return", "timeout", "fail"],
    properties: {
      url: z.string().min(1),
      method: z.enum(["GET", "POST"]).optional(),
      timeout: z.string().optional(),
    },
  },
  "send-to-flex": {
    events: ["callComplete", "failedToEnqueue", "callFailure"],
    properties: {
      workflow: z.string(),
      channel: z.string(),
      attributes: z.string().optional(),
      timeout: z.string().optional(),
      priority: z.string().optional(),
      waitUrl: z.string().optional(),
      waitUrlMethod: z.string().optional(),
    },
  },
} as const;

const condition = z.strictObject({
  friendly_name: z.string(),
  arguments: z.array(z.string()),
  type: z.string(),
  value: z.string(),
});

const states = Object.entries(widgets).map(([type, { events, properties }]) =>
  z.strictObject({
    type: z.literal(type),
    name: z.string().min(1),
    properties: z.strictObject({ offset: offset.optional(), ...properties }),
    transitions: z.array(
      z.strictObject({
        event: z.enum(events as readonly string[] as readonly [string, ...string[]]),
        next: z.string().min(1).nullish(),
        conditions: z.array(condition).optional(),
      }),
    ),
  }),
);

const flowDefinition = z.strictObject({
  $schema: z.literal("https://schemas.twilio.com/studio/draft/2019-09/flow-definition").optional(),
  description: z.string().optional(),
  flags: z.strictObject({ allow_concurrent_calls: z.boolean() }).optional(),
  initial_state: z.string().min(1),
  states: z
    .array(z.discriminatedUnion("type", states as never))
    .min(1)
    .max(1000),
});

export interface DefinitionFault {
  readonly message: string;
  readonly property_path: string;
}

interface Definition {
  readonly initial_state: string;
  readonly states: readonly {
    readonly name: string;
    readonly transitions: readonly { readonly next?: string | null }[];
  }[];
}

/** The faults that error 81022 lists: https://www.twilio.com/docs/api/errors/81022. Their words are unverified. */
export function definitionFaults(definition: unknown): readonly DefinitionFault[] {
  const read = flowDefinition.safeParse(definition);
  if (!read.success) {
    return read.error.issues.map(({ message, path }) => ({ message, property_path: `#/${path.join("/")}` }));
  }

  return linkFaults(read.data as unknown as Definition);
}

function linkFaults({ initial_state, states }: Definition): readonly DefinitionFault[] {
  const names = states.map(({ name }) => name);
  const repeated = names.filter((name, index) => names.indexOf(name) !== index);
  const targets = [
    initial_state,
    ...states.flatMap(({ transitions }) => transitions.map(({ next }) => next)),
  ];
  const loose = targets.filter((next) => next !== undefined && next !== null && !names.includes(next));

  return [
    ...repeated.map((name) => ({ message: `widget name ${name} is not unique`, property_path: "#/states" })),
    ...loose.map((next) => ({ message: `there is no widget ${next}`, property_path: "#/states" })),
  ];
}
