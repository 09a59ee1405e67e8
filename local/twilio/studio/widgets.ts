import { rendered, type Variables } from "./liquid.ts";

/** A widget of a flow's definition. */
export interface Widget {
  readonly name: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly transitions: readonly { readonly event: string; readonly next?: string | null }[];
}

/** What a widget does: it answers the call, asks a function, or goes on at once. */
export type Effect =
  | { readonly kind: "twiml"; readonly verbs: string; readonly timeoutSeconds?: number }
  | { readonly kind: "function"; readonly url: string; readonly form: Readonly<Record<string, string>> }
  | { readonly kind: "event"; readonly event: string };

/**
 * The widgets that our flows use: https://www.twilio.com/docs/studio/widget-library. How Studio words its TwiML is
 * unverified; what the words do is documented.
 *
 * @param at where the call comes back with an event of this widget
 */
export function effectOf(
  { type, name, properties }: Widget,
  variables: Variables,
  at: (event: string) => string,
): Effect {
  const text = (key: string): string | undefined => {
    const value = properties[key];

    return value === undefined || value === null ? undefined : rendered(String(value), variables);
  };

  switch (type) {
    case "trigger":
      return { kind: "event", event: "incomingCall" };
    case "say-play": {
      const attributes = { voice: text("voice"), language: text("language"), loop: text("loop") };
      const { say, play } = { say: text("say"), play: text("play") };
      const verbs = play
        ? element("Play", { loop: text("loop") }, play)
        : element("Say", attributes, say ?? "");

      return { kind: "twiml", verbs: verbs + redirect(at("audioComplete")) };
    }
    case "record-voicemail":
      return { kind: "twiml", verbs: record(text, at) + redirect(at("noAudio")) };
    case "run-function": {
      const parameters = (properties.parameters ?? []) as readonly { key: string; value: string }[];

      return {
        kind: "function",
        url: text("url") ?? "",
        form: Object.fromEntries(parameters.map(({ key, value }) => [key, rendered(value, variables)])),
      };
    }
    case "add-twiml-redirect": {
      const url = text("url") ?? "";
      if (!/^https?:\/\/\S+$/.test(url)) return { kind: "event", event: "fail" };

      return {
        kind: "twiml",
        verbs: redirect(url, text("method")),
        timeoutSeconds: Number(text("timeout") ?? 0),
      };
    }
    case "send-to-flex":
      return { kind: "twiml", verbs: enqueue(text, at) };
    default:
      throw new Error(`The stand-in cannot run the widget ${name}: it knows no ${type}`);
  }
}

type Read = (key: string) => string | undefined;

/** https://www.twilio.com/docs/studio/widget-library/record-voicemail */
function record(text: Read, at: (event: string) => string): string {
  return element("Record", {
    action: at("recordingComplete"),
    timeout: text("timeout"),
    finishOnKey: text("finish_on_key"),
    maxLength: text("max_length"),
    playBeep: text("play_beep"),
    trim: text("trim"),
    transcribe: text("transcribe"),
    transcribeCallback: text("transcription_callback_url"),
    recordingStatusCallback: text("recording_status_callback_url"),
  });
}

/** https://www.twilio.com/docs/studio/widget-library/send-flex */
function enqueue(text: Read, at: (event: string) => string): string {
  const task = element(
    "Task",
    { priority: text("priority"), timeout: text("timeout") },
    text("attributes") || "{}",
  );
  const attributes = {
    workflowSid: text("workflow"),
    waitUrl: text("waitUrl"),
    waitUrlMethod: text("waitUrlMethod"),
    action: at("queueResult"),
  };

  return `<Enqueue${attributesOf(attributes)}>${task}</Enqueue>`;
}

/** What became of Send to Flex. Unverified for other results than these. */
export function afterFlex(queueResult: string | undefined): string {
  switch (queueResult) {
    case "queue-full":
    case "error":
    case "system-error":
      return "failedToEnqueue";
    case "hangup":
      return "callFailure";
    default:
      return "callComplete";
  }
}

function redirect(url: string, method?: string): string {
  return element("Redirect", { method }, url);
}

function element(name: string, attributes: Readonly<Record<string, string | undefined>>, text = ""): string {
  return `<${name}${attributesOf(attributes)}>${escaped(text)}</${name}>`;
}

function attributesOf(attributes: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => (value === undefined ? "" : ` ${name}="${escaped(value)}"`))
    .join("");
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
