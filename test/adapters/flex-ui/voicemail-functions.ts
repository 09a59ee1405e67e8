import { makeRemoteVoicemail } from "../../../src/adapters/flex-ui/panel/voicemail/remote-voicemail.ts";
import { ManualClock } from "../../../src/adapters/memory/manual-clock.ts";

/** Functions that answer as they are told, in order, and remember what they were asked. */
export function functionsThat(...answers: readonly (Response | Promise<Response>)[]) {
  const asked: { name: string; fields: Record<string, string> }[] = [];
  const waiting = [...answers];
  const remote = makeRemoteVoicemail({
    functionsUrl: "https://functions.example",
    token: () => "flex-token",
    clock: new ManualClock(),
    fetch: async (url, init) => {
      asked.push({
        name: String(url).split("/").pop() ?? "",
        fields: Object.fromEntries(init?.body as URLSearchParams),
      });
      const next = waiting.shift();
      if (!next) throw new TypeError("Failed to fetch");
      return next;
    },
  });

  return { remote, asked };
}

export function sound(bytes: string, range?: string): Response {
  return new Response(bytes, {
    status: range ? 206 : 200,
    headers: { "Content-Type": "audio/mpeg", ...(range && { "Content-Range": `bytes ${range}` }) },
  });
}

export function refused(status: number, code: string): Response {
  return Response.json({ success: false, code, message: code }, { status });
}
