/**
 * A Twilsock message: a line with the header's size, the header as JSON, the payload.
 *
 *     TWILSOCK V3.0 53\r\n{"method":"reply","id":"TM…","payload_size":2,…}\r\n{}
 */
export interface Frame {
  readonly header: FrameHeader;
  /** JSON text, or empty. */
  readonly payload: string;
}

export type FrameHeader = Readonly<Record<string, unknown>>;

const MAGIC = /^TWILSOCK V3\.0 (\d+)\r\n/;
const LONGEST_MAGIC = 32;

export function writeFrame(header: FrameHeader, payload?: unknown): Buffer {
  const body = Buffer.from(payload === undefined ? "" : JSON.stringify(payload));
  const head = Buffer.from(
    JSON.stringify({ ...header, payload_size: body.byteLength, payload_type: "application/json" }),
  );

  return Buffer.concat([
    Buffer.from(`TWILSOCK V3.0 ${head.byteLength}\r\n`),
    head,
    Buffer.from("\r\n"),
    body,
  ]);
}

/** Reads a message. `undefined`: the data is no Twilsock message. */
export function readFrame(data: Buffer): Frame | undefined {
  const [magic, size] = MAGIC.exec(data.subarray(0, LONGEST_MAGIC).toString("latin1")) ?? [];
  if (magic === undefined) return undefined;
  const headerEnd = magic.length + Number(size);
  const header = parseObject(data.subarray(magic.length, headerEnd).toString("utf8"));

  return header && { header, payload: data.subarray(headerEnd + "\r\n".length).toString("utf8") };
}

function parseObject(text: string): FrameHeader | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as FrameHeader) : undefined;
  } catch {
    return undefined;
  }
}
