// Mails each voicemail with its sound, and the transcript as a reply once it is there.
// Name this server in CALLBACK_WEBHOOK_URL of the functions, and its secret in CALLBACK_WEBHOOK_SECRET of both.
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { createTransport, type SendMailOptions } from "nodemailer";
import { Webhook } from "standardwebhooks";

export interface MailSettings {
  readonly secret: string;
  readonly accountSid: string;
  readonly authToken: string;
  /** `smtps://user:password@mail.example.com` */
  readonly smtpUrl: string;
  readonly from: string;
  readonly to: string;
  readonly twilioApi?: string;
}

/** A CloudEvent of docs/events.md. */
interface Announcement {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly data: {
    readonly number?: string;
    readonly receivedAt: string;
    readonly recordingSid?: string;
    readonly text?: string;
    readonly shortened?: boolean;
  };
}

/** Announcements come at least once, and again within some hours: so many are remembered. */
const REMEMBERED = 10_000;

export function mailVoicemails(settings: MailSettings): Hono {
  const webhook = new Webhook(settings.secret);
  const mails = createTransport(settings.smtpUrl);
  const mailed = new Map<string, Promise<void>>();
  const app = new Hono();

  app.post("/", async (c) => {
    const body = await c.req.text();
    let announcement: Announcement;
    try {
      announcement = webhook.verify(body, Object.fromEntries(c.req.raw.headers)) as Announcement;
    } catch {
      return c.text("Not signed with our secret, or too long ago", 401);
    }
    try {
      await once(announcement);
    } catch (error) {
      console.warn(`${announcement.id} is mailed when it comes again: ${error}`);
      return c.text("Later", 503);
    }
    return c.body(null, 204);
  });

  return app;

  /** One that comes again while its mail is on the way waits for that mail; one that failed is tried again. */
  function once(announcement: Announcement): Promise<void> {
    const { id } = announcement;
    const known = mailed.get(id);
    if (known) return known;

    const mail = mailOf(announcement).then(async (written) => {
      if (written) await mails.sendMail({ from: settings.from, to: settings.to, ...written });
    });
    mailed.set(id, mail);
    mail.catch(() => mailed.delete(id));
    const [oldest] = mailed.keys();
    if (mailed.size > REMEMBERED && oldest !== undefined) mailed.delete(oldest);
    return mail;
  }

  async function mailOf({
    type,
    subject: request,
    data,
  }: Announcement): Promise<SendMailOptions | undefined> {
    const contact = data.number ?? "a withheld number";
    const message = messageId("voicemail.received", request);
    switch (type) {
      case "voicemail.received": {
        const content = data.recordingSid && (await soundOf(data.recordingSid));
        return {
          messageId: message,
          subject: `Voicemail from ${contact}`,
          text: `${contact} left a message at ${data.receivedAt}.${content ? "" : "\nIt is not there any more."}`,
          ...(content && {
            attachments: [{ filename: "voicemail.mp3", content, contentType: "audio/mpeg" }],
          }),
        };
      }
      case "voicemail.transcribed":
        return {
          messageId: messageId(type, request),
          inReplyTo: message,
          references: message,
          subject: `Re: Voicemail from ${contact}`,
          text: `${data.text ?? "The message could not be transcribed."}${data.shortened ? "\n\nThe whole transcript is in Flex." : ""}`,
        };
      default:
        return undefined;
    }
  }

  /** `undefined`: somebody deleted it. */
  async function soundOf(recordingSid: string): Promise<Buffer | undefined> {
    const { accountSid, authToken, twilioApi = "https://api.twilio.com" } = settings;
    const answer = await fetch(
      `${twilioApi}/2010-04-01/Accounts/${accountSid}/Recordings/${recordingSid}.mp3`,
      {
        headers: { Authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}` },
        signal: AbortSignal.timeout(30_000),
      },
    );
    if (answer.status === 404) return undefined;
    if (!answer.ok) throw new Error(`Twilio answered ${answer.status}`);
    return Buffer.from(await answer.arrayBuffer());
  }
}

/** The same for each repeat, so that a mailbox shows one mail even if this server was restarted in between. */
function messageId(type: string, request: string): string {
  return `<${type}.${request}@flex-callback-voicemail>`;
}

const { PORT, CALLBACK_WEBHOOK_SECRET, ACCOUNT_SID, AUTH_TOKEN, SMTP_URL, MAIL_FROM, MAIL_TO } = process.env;
if (PORT && CALLBACK_WEBHOOK_SECRET && ACCOUNT_SID && AUTH_TOKEN && SMTP_URL && MAIL_FROM && MAIL_TO)
  serve({
    fetch: mailVoicemails({
      secret: CALLBACK_WEBHOOK_SECRET,
      accountSid: ACCOUNT_SID,
      authToken: AUTH_TOKEN,
      smtpUrl: SMTP_URL,
      from: MAIL_FROM,
      to: MAIL_TO,
    }).fetch,
    port: Number(PORT),
  });
