import { Hono } from "hono";
import type { LocalAccount } from "../../account.ts";
import { badRequest, notFound } from "../../refusal.ts";
import { queryOf } from "../../wire/http/exchange.ts";
import type { VoiceQueues } from "../line/voice-queue.ts";
import type { PhoneCalls } from "../phone-calls.ts";
import type { Recording, RecordingLibrary } from "../recordings.ts";
import { callRoutes } from "./calls.ts";
import { mediaAnswer } from "./media.ts";
import { queueRoutes } from "./queues.ts";
import { pageView, recordingView, transcriptionView } from "./views.ts";

/** api.twilio.com: calls, voice queues, recordings, their files and their transcriptions. There are only MP3 files. */
export function apiRoutes(
  account: LocalAccount,
  library: RecordingLibrary,
  calls: PhoneCalls,
  queues: VoiceQueues,
): Hono {
  const { accountSid } = account;
  const routes = new Hono();
  const base = "/2010-04-01/Accounts/:account";
  const own = `/2010-04-01/Accounts/${accountSid}`;

  routes.use(`${base}/*`, async (c, next) => {
    if (c.req.param("account") !== accountSid) throw notFound(`/Accounts/${c.req.param("account")}`);
    await next();
  });

  routes.route("/", callRoutes(account, calls));
  routes.route("/", queueRoutes(account, queues));

  routes.get(`${base}/Recordings.json`, (c) => {
    const query = queryOf(c);
    const found = library.list().filter(isWithin(query));

    return c.json(
      pageView("recordings", `${own}/Recordings.json`, found, query, (it) => recordingView(accountSid, it)),
    );
  });

  routes.get(`${base}/Recordings/:file`, (c) => {
    const { sid, extension } = partsOf(c.req.param("file"));
    const recording = library.find(sid);

    return extension === "mp3"
      ? mediaAnswer(library, recording, c.req.header("range"))
      : c.json(recordingView(accountSid, recording));
  });

  routes.delete(`${base}/Recordings/:file`, (c) => {
    library.remove(partsOf(c.req.param("file")).sid);

    return c.body(null, 204);
  });

  routes.get(`${base}/Recordings/:recording/Transcriptions.json`, (c) => {
    const { sid } = library.find(c.req.param("recording"));
    const found = library.transcriptions().filter(({ recordingSid }) => recordingSid === sid);
    const path = `${own}/Recordings/${sid}/Transcriptions.json`;

    return c.json(
      pageView("transcriptions", path, found, queryOf(c), (it) => transcriptionView(accountSid, it)),
    );
  });

  routes.get(`${base}/Transcriptions/:file`, (c) => {
    const { sid } = partsOf(c.req.param("file"));

    return c.json(transcriptionView(accountSid, library.findTranscription(sid)));
  });

  routes.delete(`${base}/Transcriptions/:file`, (c) => {
    library.removeTranscription(partsOf(c.req.param("file")).sid);

    return c.body(null, 204);
  });

  return routes;
}

function partsOf(file: string): { sid: string; extension: "json" | "mp3" } {
  const [, sid, extension] = /^([A-Z]{2}[0-9a-f]{32})\.(json|mp3)$/.exec(file) ?? [];
  if (sid === undefined) throw notFound(`/Recordings/${file}`);

  return { sid, extension: extension === "mp3" ? "mp3" : "json" };
}

/** Filters by `DateCreated<` and `DateCreated>`, which name a moment or a day. */
function isWithin(query: URLSearchParams): (recording: Recording) => boolean {
  const [before, after] = [momentOf(query.get("DateCreated<")), momentOf(query.get("DateCreated>"))];

  return ({ dateCreated }) =>
    (before === undefined || dateCreated < before) && (after === undefined || dateCreated > after);
}

function momentOf(text: string | null): number | undefined {
  if (text === null) return undefined;
  const moment = Date.parse(text);
  if (Number.isNaN(moment)) throw badRequest("DateCreated is not valid");

  return moment;
}
