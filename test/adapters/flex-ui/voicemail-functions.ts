import { makeRemoteUseCases } from "../../../src/adapters/flex-ui/functions-client/remote-use-cases.ts";
import { CollectedLog } from "../../../src/adapters/memory/collected-log.ts";
import { MemoryTelemetry } from "../../../src/adapters/memory/memory-telemetry.ts";
import { makeVoicemails } from "../../../src/application/desktop/voicemails.ts";

/** Functions that answer as they are told, in order, and remember what they were asked. Nobody waits between tries. */
export function functionsThat(...answers: readonly (Response | Promise<Response>)[]) {
  return functionsAt("https://functions.example", ...answers);
}

export function functionsAt(
  functionsUrl: string | undefined,
  ...answers: readonly (Response | Promise<Response>)[]
) {
  const asked: { name: string; fields: Record<string, string> }[] = [];
  const waiting = [...answers];
  const log = new CollectedLog();
  const remote = makeRemoteUseCases({
    functionsUrl,
    token: () => "flex-token",
    clock: { now: () => new Date(), pause: async () => undefined, after: () => () => undefined },
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
  const telemetry = new MemoryTelemetry();

  return { remote, voicemails: makeVoicemails(remote, telemetry, log), asked, log, telemetry };
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
