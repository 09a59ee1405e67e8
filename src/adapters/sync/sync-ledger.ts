import { createHmac, randomUUID } from "node:crypto";
import { type DocumentInstance, DocumentListInstance } from "twilio/lib/rest/sync/v1/service/document.js";
import * as z from "zod/mini";
import type { SameRequest } from "../../domain/duplicates.ts";
import type { Claim, Ledger } from "../../ports/ledger.ts";
import type { Log } from "../../ports/log.ts";
import type { ApiVersion } from "../twilio-rest/api-version.ts";
import { twilioFault } from "../twilio-rest/twilio-fault.ts";

export interface SyncLedgerSettings {
  readonly serviceSid: string;
  /** Keys the hashes that stand for phone numbers: the same in every process of one contact centre. */
  readonly secret: string;
}

/** What a claim's document holds. */
const claimData = z.looseObject({ by: z.optional(z.string()), taskSid: z.optional(z.string()) });

/**
 * Claims as Twilio Sync documents: the first to create a document under a unique name has the claim.
 * https://www.twilio.com/docs/sync/api/document-resource
 */
export class SyncLedger implements Ledger {
  private readonly documents: ReturnType<typeof DocumentListInstance>;
  private isReachable = true;

  /** @param version Sync's v1: our own, or `twilio(…).sync.v1` */
  constructor(
    version: ApiVersion,
    private readonly settings: SyncLedgerSettings,
    private readonly log: Log,
  ) {
    this.documents = DocumentListInstance(
      version as unknown as Parameters<typeof DocumentListInstance>[0],
      settings.serviceSid,
    );
  }

  async claim(request: SameRequest, lifetimeSeconds: number): Promise<Claim> {
    if (request.kind === "never") return { kind: "claimed", mark: randomUUID() };

    const mark = this.markOf(request.key);
    const by = randomUUID();
    try {
      const claim = (await this.create(mark, by, lifetimeSeconds)) ?? (await this.read(mark, by));
      // Forgotten between the two looks: nobody has it now.
      const settled = claim ?? (await this.create(mark, by, lifetimeSeconds)) ?? (await this.read(mark, by));
      this.reachable();

      return (
        settled ?? { kind: "unknown", mark, cause: new Error("The claim vanishes each time it is looked at") }
      );
    } catch (cause) {
      this.unreachable(cause);
      return { kind: "unknown", mark, cause };
    }
  }

  async takeOver({ mark, version }: Claim & { kind: "taken" }): Promise<boolean> {
    try {
      await this.documents(mark).update({ data: { by: randomUUID() }, ifMatch: version });
      return true;
    } catch (cause) {
      const kind = twilioFault(cause)?.kind;
      if (kind !== "conflict" && kind !== "not-found") this.unreachable(cause);
      return false;
    }
  }

  async settle(mark: string, taskId: string): Promise<void> {
    try {
      await this.documents(mark).update({ data: { taskSid: taskId } });
    } catch (cause) {
      if (twilioFault(cause)?.kind !== "not-found") this.unreachable(cause);
    }
  }

  private async create(mark: string, by: string, lifetimeSeconds: number): Promise<Claim | undefined> {
    try {
      await this.documents.create({ uniqueName: mark, data: { by }, ttl: lifetimeSeconds });
      return { kind: "claimed", mark };
    } catch (error) {
      // 54301: the name is taken, perhaps by this very request, whose answer was lost.
      const kind = twilioFault(error)?.kind;
      if (kind === "conflict" || kind === "lost") return undefined;
      throw error;
    }
  }

  private async read(mark: string, by: string): Promise<Claim | undefined> {
    const document = await this.documents(mark)
      .fetch()
      .catch((error: unknown) => {
        if (twilioFault(error)?.kind === "not-found") return undefined;
        throw error;
      });
    if (!document) return undefined;

    return claimOf(document, mark, by);
  }

  /** Phone numbers are personal data, and names are kept in the clear: what stands there is a keyed hash. */
  private markOf(key: string): string {
    return `callback-${createHmac("sha256", this.settings.secret).update(key).digest("base64url")}`;
  }

  /** An outage is said when it begins and when it ends, not at every request. */
  private unreachable(cause: unknown): void {
    if (this.isReachable) {
      this.log.warn("ledger.unavailable", { effect: "duplicates are looked for in the queue alone" }, cause);
    }
    this.isReachable = false;
  }

  private reachable(): void {
    if (!this.isReachable) this.log.info("ledger.available");
    this.isReachable = true;
  }
}

function claimOf(document: DocumentInstance, mark: string, by: string): Claim {
  const { data } = z.safeParse(claimData, document.data);
  if (data?.by === by) return { kind: "claimed", mark };

  return {
    kind: "taken",
    mark,
    at: document.dateUpdated,
    version: document.revision,
    ...(data?.taskSid && { taskId: data.taskSid }),
  };
}
