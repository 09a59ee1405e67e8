import type { Context } from "hono";
import { z } from "zod";
import type { LocalAccount } from "../account.ts";
import { notFound } from "../refusal.ts";
import type { StudioFlows } from "../studio/flows.ts";
import { ENTRIES, flowFor } from "../studio/numbers.ts";
import { type Handsets, PICKUPS } from "../telephony/handsets.ts";
import type { PhoneLine } from "../telephony/line/phone-line.ts";
import type { PhoneNetwork } from "../telephony/phone-network.ts";
import { action, type Control, change, view } from "./control.ts";

const number = z.string().min(1).max(100);

const dialled = z.strictObject({
  entry: z.enum(ENTRIES).default("queue"),
  /** Another flow of the account in place of ours. */
  flowSid: z
    .string()
    .regex(/^FW[0-9a-f]{32}$/)
    .optional(),
  from: number.default("+14155550123"),
  to: number.default("+14155550100"),
  language: z
    .string()
    .regex(/^[\w-]{1,20}$/)
    .default("en-US"),
});
const keyed = z.strictObject({ keys: z.string().regex(/^[0-9*#]{1,40}$/) });
const spoken = z.strictObject({ words: z.string().min(1).max(2_000) });
const pickedUp = z.strictObject({ by: z.enum(PICKUPS) });

interface Needs {
  readonly account: LocalAccount;
  readonly phones: PhoneNetwork;
  readonly handsets: Handsets;
  readonly flows: StudioFlows;
  readonly voiceChannelSid: () => string;
}

/** Telephones: somebody calls, listens, presses keys, speaks and hangs up. */
export function phoneControls({
  account,
  phones,
  handsets,
  flows,
  voiceChannelSid,
}: Needs): readonly Control[] {
  return [
    change({
      path: "/__local/phones",
      does: "Somebody calls a number that a Studio flow answers: ours, as provision makes them, or another of the account. /__local/phone is a telephone for people, npm run call -- queue one for the terminal.",
      body: dialled,
      example: { entry: "queue", from: "+14155550123" },
      run: ({ entry, flowSid, from, to, language }, c) => {
        const { origin } = new URL(c.req.url);
        const flow =
          flowSid === undefined
            ? flowFor(entry, { origin, language }, flows, account, voiceChannelSid())
            : flows.flow(flowSid);
        const line = phones.dial(
          { from, to },
          { kind: "at", url: flow.webhook_url, method: "POST", params: {} },
        );

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
    {
      method: "POST",
      path: "/__local/phones/:call/audio",
      does: "The caller speaks into a microphone: the body is the sound, in pieces that belong together.",
      handle: async (c) => {
        const line = lineOf(c);
        const sound = new Uint8Array(await c.req.arrayBuffer());
        if (sound.length > 0) line.speak("", sound);

        return c.json({ state: line.state });
      },
    },
    action("/__local/phones/:call/hang-up", "The caller hangs up, or whoever was called.", (c) => {
      const sid = c.req.param("call") ?? "";
      if (handsets.has(sid)) handsets.hangUp(sid);
      else lineOf(c).hangUp();

      return c.json({});
    }),
    change({
      path: "/__local/phones/:ringing/pick-up",
      does: "A telephone that rings is answered by a person or a machine, is busy, or nobody answers.",
      body: pickedUp,
      example: { by: "person" },
      run: ({ by }, c) => c.json(handsets.pickUp(c.req.param("ringing") ?? "", by)),
    }),
    view("/__local/flows", "Shows the account's Studio flows, which can be dialled.", (c) =>
      c.json({
        flows: flows.list().map(({ sid, friendly_name, status }) => ({ sid, friendly_name, status })),
      }),
    ),
  ];

  function lineOf(c: Context): PhoneLine {
    const line = phones.find(c.req.param("call") ?? "");
    if (!line) throw notFound(`/Calls/${c.req.param("call")}`);

    return line;
  }
}
