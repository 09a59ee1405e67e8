import type { LocalAccount } from "../account.ts";
import { type Control, view } from "./control.ts";

export function accountControls(account: LocalAccount): readonly Control[] {
  return [
    view("/__local/ready", "Shows the made-up account, and where everything is.", (c) => {
      const { accountSid, authToken, workspaceSid, workflowSid, workerSid } = account;
      const { origin } = new URL(c.req.url);
      const urls = { functions: origin, twilio: `${origin}/__twilio`, flex: `${origin}/` };

      return c.json({ accountSid, authToken, workspaceSid, workflowSid, workerSid, urls });
    }),
  ];
}
