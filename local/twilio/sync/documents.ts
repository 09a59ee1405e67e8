import type { CallOff } from "../../../src/ports/clock.ts";
import type { LocalAccount } from "../account.ts";
import type { AdvanceableClock } from "../clock.ts";
import { notFound, Refusal } from "../refusal.ts";
import { newSid } from "../sids.ts";

export interface SyncDocument {
  readonly sid: string;
  readonly uniqueName: string | null;
  readonly data: unknown;
  /** Every change adds one. The API shows it as hexadecimal text. */
  readonly revision: number;
  readonly dateCreated: number;
  readonly dateUpdated: number;
  readonly dateExpires: number | null;
}

export interface DocumentFields {
  readonly data?: string | undefined;
  readonly ttl?: number | undefined;
}

/** https://www.twilio.com/docs/sync/limits */
const LARGEST_DATA_BYTES = 16 * 1024;
const LONGEST_TTL = 31_536_000;
/** Twilio's API reference says 320; its page on error 54302 says 256. This is the stricter one. */
const LONGEST_UNIQUE_NAME = 256;

/**
 * The documents of one Sync service: https://www.twilio.com/docs/sync/api/document-resource. A missing
 * document is answered with code 20404: others have seen that from Twilio, and not the 54100 of the documentation.
 */
export class SyncDocuments {
  readonly #account: LocalAccount;
  readonly #clock: AdvanceableClock;
  readonly #documents = new Map<string, SyncDocument>();
  readonly #sidByName = new Map<string, string>();
  readonly #expiries = new Map<string, CallOff>();

  constructor(account: LocalAccount, clock: AdvanceableClock) {
    this.#account = account;
    this.#clock = clock;
  }

  list(): readonly SyncDocument[] {
    return [...this.#documents.values()];
  }

  /** Finds a document by its SID or its unique name. */
  find(sidOrName: string): SyncDocument {
    const found = this.#documents.get(this.#sidByName.get(sidOrName) ?? sidOrName);
    if (!found) throw notFound(`/Services/${this.#account.syncServiceSid}/Documents/${sidOrName}`);

    return found;
  }

  create(uniqueName: string | null, fields: DocumentFields): SyncDocument {
    if (uniqueName !== null) this.#checkName(uniqueName);
    const now = this.#clock.time();
    const document: SyncDocument = {
      sid: newSid("ET"),
      uniqueName,
      data: readData(fields.data ?? "{}"),
      revision: 0,
      dateCreated: now,
      dateUpdated: now,
      dateExpires: expiry(now, fields.ttl),
    };
    if (uniqueName !== null) this.#sidByName.set(uniqueName, document.sid);

    return this.#keep(document);
  }

  update(sidOrName: string, fields: DocumentFields, expectedRevision: string | undefined): SyncDocument {
    const document = this.find(sidOrName);
    if (fields.data === undefined && fields.ttl === undefined)
      throw new Refusal(400, 54010, "No parameters specified");
    if (expectedRevision !== undefined) requireRevision(document, expectedRevision);
    const now = this.#clock.time();

    return this.#keep({
      ...document,
      ...(fields.data === undefined ? {} : { data: readData(fields.data) }),
      ...(fields.ttl === undefined ? {} : { dateExpires: expiry(now, fields.ttl) }),
      revision: document.revision + 1,
      dateUpdated: now,
    });
  }

  remove(sidOrName: string): void {
    this.#drop(this.find(sidOrName));
  }

  clear(): void {
    for (const document of this.list()) this.#drop(document);
  }

  #keep(document: SyncDocument): SyncDocument {
    this.#documents.set(document.sid, document);
    this.#expiries.get(document.sid)?.();
    this.#expiries.delete(document.sid);
    if (document.dateExpires !== null) {
      const lifetime = document.dateExpires - this.#clock.time();
      this.#expiries.set(
        document.sid,
        this.#clock.after(lifetime, () => this.#drop(document)),
      );
    }

    return document;
  }

  #drop({ sid, uniqueName }: SyncDocument): void {
    this.#expiries.get(sid)?.();
    this.#expiries.delete(sid);
    this.#documents.delete(sid);
    if (uniqueName !== null) this.#sidByName.delete(uniqueName);
  }

  #checkName(name: string): void {
    if (name === "" || name.length > LONGEST_UNIQUE_NAME || /^[A-Z]{2}[a-f0-9]{32}$/.test(name)) {
      throw new Refusal(400, 54302, "Invalid unique name");
    }
    if (this.#sidByName.has(name)) throw new Refusal(409, 54301, "Unique name already exists");
  }
}

export function revisionOf(document: SyncDocument): string {
  return document.revision.toString(16);
}

/** https://www.twilio.com/docs/api/errors/54006 and 54008, with words that others have seen from Twilio. */
function readData(text: string): unknown {
  if (Buffer.byteLength(text) > LARGEST_DATA_BYTES) throw new Refusal(413, 54006, "Request entity too large");
  const data = parsed(text);
  if (typeof data !== "object" || data === null || Array.isArray(data)) throw invalidBody();

  return data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** 0 means for ever. https://www.twilio.com/docs/api/errors/54011 */
function expiry(now: number, ttl: number | undefined): number | null {
  if (ttl === undefined || ttl === 0) return null;
  if (!Number.isInteger(ttl) || ttl < 0 || ttl > LONGEST_TTL) throw new Refusal(400, 54011, "Invalid TTL");

  return now + ttl * 1000;
}

function invalidBody(): Refusal {
  return new Refusal(400, 54008, "Invalid request body: the type of one of the attributes is invalid");
}

/** https://www.twilio.com/docs/api/errors/54003 and 54103 */
function requireRevision(document: SyncDocument, expected: string): void {
  if (!/^[0-9a-f]+$/.test(expected)) throw new Refusal(400, 54003, "Invalid If-Match header");
  if (expected !== revisionOf(document)) {
    throw new Refusal(412, 54103, "The revision of the Document does not match the expected revision");
  }
}
