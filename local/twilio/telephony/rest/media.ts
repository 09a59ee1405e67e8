import { Refusal } from "../../refusal.ts";
import type { WireRequest } from "../../wire/contract.ts";
import type { Recording, RecordingLibrary } from "../recordings.ts";

const MEDIA_PATH = /^\/2010-04-01\/Accounts\/[^/]+\/Recordings\/[^/]+\.mp3$/;

/** Whether the request is for a file that needs no credentials. Other resources always need them. */
export function isPublicMedia(library: RecordingLibrary, { host, method, path }: WireRequest): boolean {
  return (
    library.mediaAuth === "off" && host === "api.twilio.com" && method === "GET" && MEDIA_PATH.test(path)
  );
}

/** Answers with the file, or with a part of it: RFC 9110, section 14. */
export function mediaAnswer(
  library: RecordingLibrary,
  { mp3 }: Recording,
  rangeHeader: string | undefined,
): Response {
  const range = library.ranges === "honoured" ? rangeOf(rangeHeader, mp3.length) : undefined;
  if (!range)
    return new Response(mp3, {
      headers: { "Content-Type": "audio/mpeg", "Content-Length": `${mp3.length}` },
    });
  if (range.from >= mp3.length) {
    throw new Refusal(416, 20416, "Range Not Satisfiable", { "Content-Range": `bytes */${mp3.length}` });
  }

  const part = mp3.subarray(range.from, range.to + 1);
  return new Response(part, {
    status: 206,
    headers: {
      "Content-Type": "audio/mpeg",
      "Content-Length": `${part.length}`,
      "Content-Range": `bytes ${range.from}-${range.to}/${mp3.length}`,
      "Accept-Ranges": "bytes",
    },
  });
}

function rangeOf(header: string | undefined, total: number): { from: number; to: number } | undefined {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(header ?? "") ?? [];
  if (from === undefined) return undefined;

  return { from: Number(from), to: Math.min(to ? Number(to) : total - 1, total - 1) };
}
