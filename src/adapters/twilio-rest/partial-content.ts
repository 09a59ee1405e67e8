import type { Span } from "../../ports/recordings.ts";
import type { IncomingAnswer } from "./transport.ts";

/** Part of a file, or why there is none. */
export interface PartialContent {
  readonly bytes: Buffer;
  /** Bytes in the whole file, once that is known. */
  readonly total?: number;
}

export function rangeHeader({ start, length }: Span): string {
  return `bytes=${start}-${start + length - 1}`;
}

/**
 * The span of what is coming in. Who was asked for a range may send the whole file instead (RFC 9110, section 14.2):
 * then what comes before the span is let go, and what comes after it is not waited for.
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

/** `bytes 0-99/1234` of a part, the length of a whole. Also told where there is no such span (416). */
export function totalOf({ statusCode, headers }: IncomingAnswer): number | undefined {
  const text =
    statusCode === 206 || statusCode === 416
      ? /\/(\d+)$/.exec(headers["content-range"] ?? "")?.[1]
      : headers["content-length"];

  return text === undefined ? undefined : Number(text);
}
