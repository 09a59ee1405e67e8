import { Hono } from "hono";
import type { LocalAccount } from "../../account.ts";
import { badRequest, notFound, Refusal } from "../../refusal.ts";
import { formOf } from "../../wire/http/exchange.ts";
import type { PhoneCall, PhoneCalls } from "../phone-calls.ts";
import { rfc2822 } from "./views.ts";

/** Fetch and update of calls: https://www.twilio.com/docs/voice/api/call-resource */
export function callRoutes({ accountSid }: LocalAccount, calls: PhoneCalls): Hono {
  const routes = new Hono();
  const path = "/2010-04-01/Accounts/:account/Calls/:file";

  routes.get(path, (c) => c.json(callView(accountSid, calls.find(sidIn(c.req.param("file"))))));

  routes.post(path, async (c) => {
    const { sid } = calls.find(sidIn(c.req.param("file")));
    const form = await formOf(c);
    const url = form.text("Url");
    const status = form.oneOf("Status", ["canceled", "completed"]);
    if (form.text("Twiml") !== undefined) throw badRequest("This stand-in does not take Twiml here");
    if (url !== undefined) {
      if (!/^https?:\/\/\S+$/.test(url)) throw new Refusal(400, 21205, "Url is not a valid URL");
      calls.move(sid, { url, method: form.oneOf("Method", ["GET", "POST"]) ?? "POST" });
    } else if (status === "completed") calls.end(sid);

    return c.json(callView(accountSid, calls.find(sid)));
  });

  return routes;
}

function sidIn(file: string): string {
  const [, sid] = /^(CA[0-9a-f]{32})\.json$/.exec(file) ?? [];
  if (sid === undefined) throw notFound(`/Calls/${file}`);

  return sid;
}

function callView(accountSid: string, call: PhoneCall): Readonly<Record<string, unknown>> {
  const { sid, from, to, status, startedAt, endedAt } = call;
  const path = `/2010-04-01/Accounts/${accountSid}/Calls/${sid}`;

  return {
    sid,
    date_created: rfc2822(startedAt),
    date_updated: rfc2822(endedAt ?? startedAt),
    parent_call_sid: null,
    account_sid: accountSid,
    to,
    to_formatted: to,
    from,
    from_formatted: from,
    phone_number_sid: null,
    status,
    start_time: rfc2822(startedAt),
    end_time: endedAt === undefined ? null : rfc2822(endedAt),
    duration: endedAt === undefined ? null : String(Math.floor((endedAt - startedAt) / 1000)),
    price: null,
    price_unit: "USD",
    direction: "inbound",
    answered_by: null,
    api_version: "2010-04-01",
    forwarded_from: null,
    group_sid: null,
    caller_name: null,
    queue_time: "0",
    trunk_sid: null,
    uri: `${path}.json`,
    subresource_uris: { recordings: `${path}/Recordings.json` },
  };
}
