import type { Span } from "../../ports/recordings.ts";
import type { IncomingAnswer } from "./transport.ts";

/** A part of a file, or the reason why there is none. */
export interface PartialContent {
  readonly bytes: Buffer;
  /** Number of bytes in the whole file, if known. */
  readonly total?: number;
}

export function rangeHeader({ start, length }: Span): string {
  return `bytes=${start}-${start + length - 1}`;
}

/**
 * Collects the span from an incoming answer. A server may answer a request for a range with the whole file (RFC 9110, section
 * 14.2). Then this drops the bytes before the span, and does not wait for those after it.
 */
export async function collectSpan(message: IncomingAnswer, span: Span): Promise<PartialContent> {
  const begins = message.statusCode === 206 ? span.start : 0;
  const wanted = { from: span.start - begins, to: span.start - begins + span.length };
  const kept: Buffer[] = [];
  let received = 0;

  for await (const chunk of message as AsyncIterable<Buffer>) {
    kept.push(chunk.subarray(clamp(wanted.from - received, chunk), clamp(wanted.to - received, chunk)));
    received += chunk.length;
    if (received >= wanted.to && !message.complete) break;
  }

  const total = totalOf(message) ?? (message.complete ? begins + received : undefined);
  message.destroy();

  return { bytes: Buffer.concat(kept), ...(total !== undefined && { total }) };
}

function clamp(position: number, chunk: Buffer): number {
  return Math.min(Math.max(position, 0), chunk.length);
}

/** The size of the whole file: from `bytes 0-99/1234` of a part or a 416, or from the length of a whole. */
export function totalOf({ statusCode, headers }: IncomingAnswer): number | undefined {
  const text =
    statusCode === 206 || statusCode === 416
      ? /\/(\d+)$/.exec(headers["content-range"] ?? "")?.[1]
      : headers["content-length"];

  return text === undefined ? undefined : Number(text);
}
