import type { LocalAccount } from "../account.ts";
import type { AdvanceableClock } from "../clock.ts";
import { Refusal } from "../refusal.ts";
import { newSid } from "../sids.ts";
import { SyncDocuments } from "./documents.ts";

export interface SyncService {
  readonly sid: string;
  /** Only the first service has one. */
  readonly uniqueName: string | null;
  readonly friendlyName: string;
  readonly dateCreated: number;
  readonly documents: SyncDocuments;
}

/** The account's Sync services, each with documents of its own: https://www.twilio.com/docs/sync/api/service */
export class SyncServices {
  readonly #services = new Map<string, SyncService>();
  readonly #account: LocalAccount;
  readonly #clock: AdvanceableClock;
  readonly #first: SyncService;

  constructor(account: LocalAccount, clock: AdvanceableClock, documents: SyncDocuments) {
    this.#account = account;
    this.#clock = clock;
    this.#first = {
      sid: account.syncServiceSid,
      uniqueName: "default",
      friendlyName: "Default Service",
      dateCreated: Date.UTC(2024, 0, 1),
      documents,
    };
    this.clear();
  }

  clear(): void {
    for (const { documents } of this.#services.values()) documents.clear();
    this.#services.clear();
    this.#services.set(this.#first.sid, this.#first);
  }

  list(): readonly SyncService[] {
    return [...this.#services.values()];
  }

  /** Finds a service. `default` is the first one. https://www.twilio.com/docs/api/errors/54050 */
  service(sidOrName: string): SyncService {
    const found = sidOrName === "default" ? this.#first : this.#services.get(sidOrName);
    if (!found) throw new Refusal(404, 54050, "Service Instance not found");

    return found;
  }

  /** Unverified: that the first service cannot be removed. */
  remove(sid: string): void {
    const service = this.service(sid);
    if (service === this.#first) throw new Refusal(400, 20001, "The default service cannot be removed");
    service.documents.clear();
    this.#services.delete(service.sid);
  }

  create(friendlyName: string): SyncService {
    const service = {
      sid: newSid("IS"),
      uniqueName: null,
      friendlyName,
      dateCreated: this.#clock.time(),
      documents: new SyncDocuments(this.#account, this.#clock),
    };
    this.#services.set(service.sid, service);

    return service;
  }
}
