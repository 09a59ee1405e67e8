import { createHmac } from "node:crypto";
import type { DocumentInstance, DocumentListInstance } from "twilio/lib/rest/sync/v1/service/document.js";
import { defined } from "../../domain/defined.ts";
import type { RequestIdentity } from "../../domain/duplicates.ts";
import type { LedgerEntry, StoredEntry } from "../../domain/once/ledger-entry.ts";
import {
  type ClaimOutcome,
  ENTRY_LIFETIME_SECONDS,
  type EntryRead,
  type EntryWrite,
  type Forgotten,
  type Ledger,
} from "../../ports/ledger.ts";
import type { Log } from "../../ports/log.ts";
import type { ApiVersion } from "../twilio-rest/api-version.ts";
import { twilioFault } from "../twilio-rest/twilio-fault.ts";
import { fields, flag, text } from "../twilio-wire/shape.ts";

export interface SyncLedgerSettings {
  readonly serviceSid: string;
  /** Keys the hashes that stand for phone numbers: the same in every process of one contact centre. */
  readonly secret: string;
}

type DocumentResource = ReturnType<typeof DocumentListInstance>;

let documents: Promise<{ readonly DocumentListInstance: typeof DocumentListInstance }> | undefined;

/** Loads them for the first question: who has no ledger does not pay for the SDK's documents at each cold start. */
export function loadDocuments(): NonNullable<typeof documents> {
  documents ??= import("twilio/lib/rest/sync/v1/service/document.js");

  return documents;
}

const PREFIX = "callback-";

/** A task that other plugins made has its own id as key, and Sync takes no SID for a name. */
function nameOf(key: string): string {
  return /^[A-Z]{2}[0-9a-f]{32}$/i.test(key) ? `${PREFIX}${key}` : key;
}

/** Older versions wrote `by` alone while they worked, and `taskSid` alone afterwards. */
const entryData = fields(
  {},
  { by: text, busy: flag, taskSid: text, taskCreatedAt: text, since: text, delivery: text, until: text },
);

/**
 * Entries as Twilio Sync documents: the first to create a document under a unique name has the claim, and an update
 * names the revision that it is for. https://www.twilio.com/docs/sync/api/document-resource
 */
export class SyncLedger implements Ledger {
  readonly isKept = true;
  readonly #settings: SyncLedgerSettings;
  readonly #log: Log;
  readonly #version: ApiVersion;
  #documents: Promise<DocumentResource> | undefined;
  #isReachable = true;

  /** @param version Sync's v1: our own, or `twilio(…).sync.v1` */
  constructor(version: ApiVersion, settings: SyncLedgerSettings, log: Log) {
    this.#settings = settings;
    this.#log = log;
    this.#version = version;
  }

  /** Phone numbers are personal data, and names are kept in the clear: what stands there is a keyed hash. */
  keyOf(identity: RequestIdentity): string {
    const text = identity.kind === "never" ? "" : identity.key;

    return `${PREFIX}${createHmac("sha256", this.#settings.secret).update(text).digest("base64url")}`;
  }

  async claim(key: string, entry: LedgerEntry): Promise<ClaimOutcome> {
    for (let tried = 1; ; tried++) {
      try {
        const { body, headers } = await (await this.#resource()).createWithHttpInfo({
          uniqueName: nameOf(key),
          data: written(entry),
          ttl: ENTRY_LIFETIME_SECONDS,
        });

        return this.#reached({ kind: "claimed", entry: stored(body, headers) });
      } catch (error) {
        // 54301: the name is taken, perhaps by this very claim, whose answer was lost.
        const kind = twilioFault(error)?.kind;
        if (kind !== "conflict" && kind !== "lost") return this.#away(error);
        const read = await this.read(key);
        switch (read.kind) {
          case "away":
            return read;
          case "entry":
            return { kind: read.entry.by === entry.by ? "claimed" : "taken", entry: read.entry };
          case "none":
            // Forgotten between the two requests: nobody has it now.
            if (tried === 2) return this.#away(new Error("The entry vanishes each time it is looked at"));
        }
      }
    }
  }

  async read(key: string): Promise<EntryRead> {
    try {
      const { body, headers } = await (await this.#resource())(nameOf(key)).fetchWithHttpInfo();

      return this.#reached({ kind: "entry", entry: stored(body, headers) });
    } catch (error) {
      return twilioFault(error)?.kind === "not-found" ? this.#reached({ kind: "none" }) : this.#away(error);
    }
  }

  async write(key: string, entry: LedgerEntry, version: string): Promise<EntryWrite> {
    try {
      const { body, headers } = await (await this.#resource())(nameOf(key)).updateWithHttpInfo({
        data: written(entry),
        ttl: ENTRY_LIFETIME_SECONDS,
        ifMatch: version,
      });

      return this.#reached({ kind: "written", entry: stored(body, headers) });
    } catch (error) {
      switch (twilioFault(error)?.kind) {
        case "not-found":
          return { kind: "conflict" };
        case "conflict":
        case "lost":
          return this.#readBack(key, entry);
        default:
          return this.#away(error);
      }
    }
  }

  async forget(key: string): Promise<Forgotten> {
    try {
      await (await this.#resource())(key).remove();

      return this.#reached({ kind: "forgotten" });
    } catch (error) {
      return twilioFault(error)?.kind === "not-found" ? this.#reached({ kind: "none" }) : this.#away(error);
    }
  }

  #resource(): Promise<DocumentResource> {
    this.#documents ??= loadDocuments().then(({ DocumentListInstance }) =>
      DocumentListInstance(
        this.#version as unknown as Parameters<typeof DocumentListInstance>[0],
        this.#settings.serviceSid,
      ),
    );

    return this.#documents;
  }

  /** A write whose answer was lost, or that met itself when it was repeated. */
  async #readBack(key: string, entry: LedgerEntry): Promise<EntryWrite> {
    const read = await this.read(key);
    switch (read.kind) {
      case "away":
        return read;
      case "none":
        return { kind: "conflict" };
      case "entry": {
        const isOurs = JSON.stringify(written(read.entry)) === JSON.stringify(written(entry));

        return isOurs ? { kind: "written", entry: read.entry } : { kind: "conflict" };
      }
    }
  }

  /** An outage is said when it begins and when it ends, not at every request. */
  #away(cause: unknown): { readonly kind: "away"; readonly cause: unknown } {
    if (this.#isReachable) {
      this.#log.warn("ledger.unavailable", { effect: "duplicates are looked for in the queue alone" }, cause);
    }
    this.#isReachable = false;

    return { kind: "away", cause };
  }

  #reached<Outcome>(outcome: Outcome): Outcome {
    if (!this.#isReachable) this.#log.info("ledger.available");
    this.#isReachable = true;

    return outcome;
  }
}

function written({ by, busy, taskId, taskCreatedAt, since, delivery, until }: LedgerEntry) {
  return defined({
    by,
    busy,
    taskSid: taskId,
    taskCreatedAt: taskCreatedAt?.toISOString(),
    since: since?.toISOString(),
    delivery,
    until: until?.toISOString(),
  });
}

/** @throws when the answer is no document: it is as good as none */
function stored({ data, revision, dateUpdated }: DocumentInstance, headers: unknown): StoredEntry {
  const readAt = new Date((headers as { readonly date?: string }).date ?? Number.NaN);
  if (typeof revision !== "string" || Number.isNaN(readAt.getTime()) || !(dateUpdated instanceof Date))
    throw new Error("Sync answered without a document");

  const { by = "", busy, taskSid, delivery, ...dates } = entryData(data) ?? {};

  return {
    by,
    busy: busy ?? taskSid === undefined,
    ...defined({
      taskId: taskSid,
      taskCreatedAt: dateOf(dates.taskCreatedAt),
      since: dateOf(dates.since),
      delivery,
      until: dateOf(dates.until),
    }),
    version: revision,
    writtenAt: dateUpdated,
    readAt,
  };
}

function dateOf(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text);
}
