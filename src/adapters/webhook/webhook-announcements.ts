import { createHmac } from "node:crypto";
import type { Announcement } from "../../domain/announcement.ts";
import type { Announcements } from "../../ports/announcements.ts";
import type { Clock } from "../../ports/clock.ts";
import { Unavailable } from "../../ports/faults.ts";

export interface WebhookSettings {
  /** Where announcements are sent. */
  readonly url: string;
  /** The secret that receiver and sender share: `whsec_` and base64. */
  readonly secret: string;
  /** Names the sender: the account. */
  readonly source: string;
}

/** A receiver that thinks longer is told again later. */
const PATIENCE_MS = 3_000;

const SECRET_PREFIX = "whsec_";

/**
 * Sends each announcement as a CloudEvent (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md), signed as
 * Standard Webhooks says (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).
 */
export class WebhookAnnouncements implements Announcements {
  readonly isWanted = true;
  readonly #settings: WebhookSettings;
  readonly #clock: Clock;

  constructor(settings: WebhookSettings, clock: Clock) {
    this.#settings = settings;
    this.#clock = clock;
  }

  async tell(announcement: Announcement): Promise<void> {
    const patience = new AbortController();
    const callOff = this.#clock.after(PATIENCE_MS, () => patience.abort());
    try {
      const { status, body } = await this.#send(announcement, patience.signal);
      // Nobody reads what the receiver says; a body that nobody cancels would keep the connection.
      await body?.cancel();
      if (status < 200 || status > 299) throw new Error(`The receiver answered ${status}`);
    } catch (cause) {
      throw new Unavailable("The receiver of announcements has not taken one", { cause });
    } finally {
      callOff();
    }
  }

  /** A redirect could lead anywhere, with personal data in the body: it is never followed. */
  #send(announcement: Announcement, signal: AbortSignal): Promise<Response> {
    const { url, source } = this.#settings;
    const body = JSON.stringify(cloudEventOf(announcement, source));

    return fetch(url, {
      method: "POST",
      body,
      signal,
      redirect: "manual",
      headers: {
        "Content-Type": "application/cloudevents+json; charset=utf-8",
        ...this.#signed(announcement.id, body),
      },
    });
  }

  #signed(id: string, body: string): Record<string, string> {
    const timestamp = String(Math.floor(this.#clock.now().getTime() / 1000));
    const key = Buffer.from(this.#settings.secret.slice(SECRET_PREFIX.length), "base64");
    const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");

    return {
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": `v1,${signature}`,
    };
  }
}

export function cloudEventOf({ id, kind, at, request, data }: Announcement, source: string): object {
  return {
    specversion: "1.0",
    id,
    source,
    type: kind,
    subject: request,
    time: at.toISOString(),
    datacontenttype: "application/json",
    data,
  };
}
