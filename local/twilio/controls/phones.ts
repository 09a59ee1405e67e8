import type { Context } from "hono";
import { z } from "zod";
import { studioPath } from "../../../src/adapters/twilio-wire/paths.ts";
import type { LocalAccount } from "../account.ts";
import { notFound } from "../refusal.ts";
import type { PhoneLine } from "../telephony/line/phone-line.ts";
import type { Program } from "../telephony/line/programs.ts";
import type { PhoneNetwork } from "../telephony/phone-network.ts";
import { action, type Control, change, view } from "./control.ts";

const number = z.string().min(1).max(100);

const dialled = z.strictObject({
  entry: z.enum(["queue", "before-queue"]).default("queue"),
  from: number.default("+14155550123"),
  to: number.default("+14155550100"),
  language: z
    .string()
    .regex(/^[\w-]{1,20}$/)
    .default("en-US"),
});
const keyed = z.strictObject({ keys: z.string().regex(/^[0-9*#]{1,40}$/) });
const spoken = z.strictObject({ words: z.string().min(1).max(2_000) });

const ENQUEUE = "/__local/phones/enqueue";

/** Telephones: somebody calls, listens, presses keys, speaks and hangs up. */
export function phoneControls({ workflowSid }: LocalAccount, phones: PhoneNetwork): readonly Control[] {
  return [
    change({
      path: "/__local/phones",
      does: "Somebody calls, and waits in the queue with the wait menu, or meets it before the queue. npm run call -- queue is a telephone for the terminal.",
      body: dialled,
      example: { entry: "queue", from: "+14155550123" },
      run: ({ entry, from, to, language }, c) => {
        const { origin } = new URL(c.req.url);
        const line = phones.dial({ from, to }, programFor(entry, origin, language));

        return c.json({ callSid: line.call.sid }, 201);
      },
    }),
    view("/__local/phones/:call", "What the caller has heard, and what the call does.", (c) => {
      const line = lineOf(c);
      const after = Number(c.req.query("after") ?? 0);

      return c.json({ state: line.state, heard: line.heard.slice(Number.isInteger(after) ? after : 0) });
    }),
    change({
      path: "/__local/phones/:call/keys",
      does: "The caller presses keys.",
      body: keyed,
      example: { keys: "*" },
      run: ({ keys }, c) => {
        const line = lineOf(c);
        line.press(keys);

        return c.json({ state: line.state });
      },
    }),
    change({
      path: "/__local/phones/:call/words",
      does: "The caller speaks. It is recorded if something records.",
      body: spoken,
      example: { words: "Please call me about my order." },
      run: ({ words }, c) => {
        const line = lineOf(c);
        line.speak(words);

        return c.json({ state: line.state });
      },
    }),
    action("/__local/phones/:call/hang-up", "The caller hangs up.", (c) => {
      lineOf(c).hangUp();

      return c.json({});
    }),
    action(ENQUEUE, "The TwiML that puts a call into the queue, as a flow's Send to Flex does.", (c) =>
      c.body(enqueue(new URL(c.req.url).origin, c.req.query("language") ?? "en-US"), 200, {
        "Content-Type": "text/xml",
      }),
    ),
  ];

  function lineOf(c: Context): PhoneLine {
    const line = phones.find(c.req.param("call") ?? "");
    if (!line) throw notFound(`/Calls/${c.req.param("call")}`);

    return line;
  }

  function programFor(entry: "queue" | "before-queue", origin: string, language: string): Program {
    const next = `${origin}${ENQUEUE}?${new URLSearchParams({ language })}`;
    const query = new URLSearchParams({ entry: "before", language, workflowSid, next });

    return entry === "queue"
      ? { kind: "given", twiml: enqueue(origin, language), base: origin }
      : {
          kind: "at",
          url: `${origin}${studioPath("wait-experience")}?${query}`,
          method: "POST",
          params: {},
        };
  }

  function enqueue(origin: string, language: string): string {
    const query = new URLSearchParams({ language });
    const [waitUrl, after] = (["wait-experience", "after-queue"] as const).map(
      (name) => `${origin}${studioPath(name)}?${query}`,
    );

    return `<Response><Enqueue workflowSid="${workflowSid}" waitUrl="${waitUrl}" action="${after}"><Task>{"type":"inbound"}</Task></Enqueue></Response>`;
  }
}
