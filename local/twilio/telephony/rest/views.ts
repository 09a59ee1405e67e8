import { badRequest } from "../../refusal.ts";
import type { Recording, Transcription } from "../recordings.ts";

type View = Readonly<Record<string, unknown>>;

/** v2010 writes `Wed, 14 May 2014 18:50:02 +0000`. */
export function rfc2822(milliseconds: number): string {
  return new Date(milliseconds).toUTCString().replace("GMT", "+0000");
}

export function recordingView(accountSid: string, recording: Recording): View {
  const { sid, callSid, source, dateCreated, seconds } = recording;
  const path = `/2010-04-01/Accounts/${accountSid}/Recordings/${sid}`;

  return {
    account_sid: accountSid,
    api_version: "2010-04-01",
    call_sid: callSid,
    conference_sid: null,
    date_created: rfc2822(dateCreated),
    date_updated: rfc2822(dateCreated),
    start_time: rfc2822(dateCreated - seconds * 1000),
    duration: String(seconds),
    sid,
    price: null,
    price_unit: "USD",
    status: "completed",
    channels: 1,
    source,
    error_code: null,
    uri: `${path}.json`,
    encryption_details: null,
    subresource_uris: {
      transcriptions: `${path}/Transcriptions.json`,
      add_on_results: `${path}/AddOnResults.json`,
    },
    media_url: `https://api.twilio.com${path}`,
  };
}

export function transcriptionView(accountSid: string, transcription: Transcription): View {
  const { sid, recordingSid, status, text, dateCreated } = transcription;

  return {
    account_sid: accountSid,
    api_version: "2010-04-01",
    date_created: rfc2822(dateCreated),
    date_updated: rfc2822(dateCreated),
    duration: "0",
    price: null,
    price_unit: "USD",
    recording_sid: recordingSid,
    sid,
    status,
    transcription_text: text,
    type: "fast",
    uri: `/2010-04-01/Accounts/${accountSid}/Transcriptions/${sid}.json`,
  };
}

/** One page of a list, in the form of the oldest API: links relative to the host. */
export function pageView<T extends { readonly sid: string }>(
  key: string,
  path: string,
  all: readonly T[],
  query: URLSearchParams,
  view: (item: T) => View,
): View {
  const size = Number(query.get("PageSize") ?? 50);
  if (!Number.isInteger(size) || size < 1 || size > 1000) throw badRequest("PageSize is not valid");
  const page = Number(query.get("Page") ?? 0);
  const start = Number(/^PA(\d+)$/.exec(query.get("PageToken") ?? "PA0")?.[1] ?? 0);
  const items = all.slice(start, start + size);
  const link = (number: number, from: number): string => {
    const search = new URLSearchParams(query);
    search.set("PageSize", String(size));
    search.set("Page", String(number));
    search.set("PageToken", `PA${from}`);
    return `${path}?${search}`;
  };

  return {
    [key]: items.map(view),
    page,
    page_size: size,
    start,
    end: start + Math.max(0, items.length - 1),
    uri: link(page, start),
    first_page_uri: link(0, 0),
    previous_page_uri: page > 0 ? link(page - 1, Math.max(0, start - size)) : null,
    next_page_uri: start + size < all.length ? link(page + 1, start + size) : null,
  };
}
