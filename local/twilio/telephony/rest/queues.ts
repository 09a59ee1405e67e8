import { Hono } from "hono";
import type { LocalAccount } from "../../account.ts";
import { notFound } from "../../refusal.ts";
import type { VoiceQueues } from "../line/voice-queue.ts";
import { rfc2822 } from "./views.ts";

/** Fetch of a voice queue: https://www.twilio.com/docs/voice/api/queue-resource */
export function queueRoutes({ accountSid }: LocalAccount, queues: VoiceQueues): Hono {
  return new Hono().get("/2010-04-01/Accounts/:account/Queues/:file", (c) => {
    const [, sid] = /^(QU[0-9a-f]{32})\.json$/.exec(c.req.param("file")) ?? [];
    if (sid === undefined) throw notFound(`/Queues/${c.req.param("file")}`);
    const { createdAt, friendlyName, size, averageWait, capacity } = queues.find(sid);

    return c.json({
      sid,
      account_sid: accountSid,
      friendly_name: friendlyName,
      current_size: size,
      max_size: capacity,
      average_wait_time: averageWait,
      date_created: rfc2822(createdAt),
      date_updated: rfc2822(createdAt),
      uri: `/2010-04-01/Accounts/${accountSid}/Queues/${sid}.json`,
    });
  });
}
