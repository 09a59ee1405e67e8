import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { mailVoicemails } from "../../examples/voicemail-by-mail/server.ts";
import { startTwilio } from "../../local/start-twilio.ts";
import { SystemClock } from "../../src/adapters/system/system-clock.ts";
import { WebhookAnnouncements } from "../../src/adapters/webhook/webhook-announcements.ts";
import type { Announcement } from "../../src/domain/announcement.ts";
import { Unavailable } from "../../src/ports/faults.ts";

const SECRET = `whsec_${Buffer.from("a secret of thirty-two bytes ....").toString("base64")}`;
const SOUND = Uint8Array.from({ length: 3_000 }, (_, index) => index % 251);
const REQUEST = `WT${"0".repeat(32)}`;
const RECEIVED_AT = "2026-03-04T15:30:00.000Z";

const standIn = await startTwilio();
let mails: string[] = [];
let refusesMail = false;
const postOffice = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onData(stream, _session, callback) {
    let mail = "";
    stream.setEncoding("utf8");
    stream.on("data", (part) => {
      mail += part;
    });
    stream.on("end", () => {
      if (!refusesMail) mails.push(mail);
      callback(refusesMail ? new Error("The disk is full") : undefined);
    });
  },
});
let server: ReturnType<typeof createAdaptorServer>;
let announcements: WebhookAnnouncements;
let url = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => postOffice.listen(0, "127.0.0.1", () => resolve()));
  const { accountSid, authToken } = standIn.account;
  const app = mailVoicemails({
    secret: SECRET,
    accountSid,
    authToken,
    smtpUrl: `smtp://127.0.0.1:${(postOffice.server.address() as AddressInfo).port}`,
    from: "callbacks@example.com",
    to: "team@example.com",
    twilioApi: `${standIn.url}/__twilio/api.twilio.com`,
  });
  server = createAdaptorServer({ fetch: app.fetch });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  announcements = new WebhookAnnouncements(
    { url, secret: SECRET, source: "/accounts/AC1" },
    new SystemClock(),
  );
});
beforeEach(() => {
  standIn.reset();
  mails = [];
  refusesMail = false;
  count += 1;
});
afterAll(async () => {
  server.close();
  await new Promise<void>((resolve) => postOffice.close(() => resolve()));
  await standIn.close();
});

/** What is told in one test was not told in another. */
let count = 0;

function told(kind: Announcement["kind"], data: Announcement["data"] = {}): Announcement {
  const all = {
    request: REQUEST,
    taskType: "voicemail",
    number: "+14155550100",
    receivedAt: RECEIVED_AT,
    ...data,
  };

  return { id: `${count}.${kind}`, kind, at: new Date(RECEIVED_AT), request: REQUEST, data: all };
}

const received = (recordingSid = standIn.record(SOUND)) => told("voicemail.received", { recordingSid });
const transcribed = (data: Announcement["data"]) =>
  told("voicemail.transcribed", { recordingSid: "RE1", ...data });

function header(mail: string | undefined, name: string): string | undefined {
  return new RegExp(`^${name}: (.*(?:\\r\\n[ \\t].*)*)`, "im")
    .exec(mail ?? "")?.[1]
    ?.replace(/\r\n[ \t]/g, " ");
}

function soundIn(mail: string | undefined): Uint8Array {
  const [, attached = ""] = mail?.split("Content-Type: audio/mpeg") ?? [];
  const [, body = ""] = /\r\n\r\n([\s\S]*?)\r\n--/.exec(attached) ?? [];

  return Uint8Array.from(Buffer.from(body, "base64"));
}

describe("Voicemails by mail", () => {
  it("come with their sound, to the team", async () => {
    await announcements.tell(received());

    expect(mails).toHaveLength(1);
    expect(header(mails[0], "To")).toBe("team@example.com");
    expect(header(mails[0], "Subject")).toBe("Voicemail from +14155550100");
    expect(mails[0]).toContain(`+14155550100 left a message at ${RECEIVED_AT}.`);
    expect(soundIn(mails[0])).toStrictEqual(SOUND);
  });

  it("are followed by their transcript, as a reply", async () => {
    await announcements.tell(received());
    await announcements.tell(transcribed({ text: "Please call me.", shortened: true }));

    expect(header(mails[1], "In-Reply-To")).toBe(header(mails[0], "Message-ID"));
    expect(mails[1]).toContain("Please call me.");
    expect(mails[1]).toContain("The whole transcript is in Flex.");
  });

  it("say that there will be no transcript, and that the number is withheld", async () => {
    await announcements.tell(transcribed({ failed: true, number: null }));

    expect(mails[0]).toContain("The message could not be transcribed.");
    expect(header(mails[0], "Subject")).toBe("Re: Voicemail from a withheld number");
  });

  it("come once, however often they are told", async () => {
    const told = received();
    await Promise.all([announcements.tell(told), announcements.tell(told)]);
    await announcements.tell(told);

    expect(mails).toHaveLength(1);
  });

  it("come later where the mail server or Twilio is away", async () => {
    const told = received();
    refusesMail = true;
    await expect(announcements.tell(told)).rejects.toBeInstanceOf(Unavailable);
    refusesMail = false;
    standIn.faults.add({ host: "api.twilio.com", status: 503, times: 1 });
    await expect(announcements.tell(told)).rejects.toBeInstanceOf(Unavailable);
    expect(mails).toStrictEqual([]);
    await announcements.tell(told);

    expect(mails).toHaveLength(1);
  });

  it("say so where the recording was deleted before", async () => {
    await announcements.tell(received(`RE${"9".repeat(32)}`));

    expect(mails[0]).toContain("It is not there any more.");
    expect(mails[0]).not.toContain("audio/mpeg");
  });

  it("are not told of by anybody else, and nothing else is mailed", async () => {
    const stranger = new WebhookAnnouncements(
      { url, secret: `whsec_${Buffer.from("somebody else's secret").toString("base64")}`, source: "/" },
      new SystemClock(),
    );
    await expect(stranger.tell(received())).rejects.toBeInstanceOf(Unavailable);
    expect((await fetch(url, { method: "POST", body: "{}" })).status).toBe(401);
    await announcements.tell(told("callback.requested"));
    await announcements.tell(told("voicemail.heard", { agent: "Agent One" }));

    expect(mails).toStrictEqual([]);
  });
});
