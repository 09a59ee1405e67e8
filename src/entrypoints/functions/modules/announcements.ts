import { ContainerModule } from "inversify";
import { NoAnnouncements } from "../../../adapters/system/no-announcements.ts";
import { sha256 } from "../../../adapters/system/sha256.ts";
import { WebhookAnnouncements } from "../../../adapters/webhook/webhook-announcements.ts";
import { type Announce, makeAnnounce } from "../../../application/announce.ts";
import type { OnceNeeds } from "../../../application/once/needs.ts";
import type { Announcements } from "../../../ports/announcements.ts";
import type { Clock } from "../../../ports/clock.ts";
import type { Settings } from "../settings.ts";
import { TOKENS } from "../tokens.ts";

/** What other systems are told. Stands on the ledger. */
export const announcementsModule = new ContainerModule(({ bind }) => {
  bind(TOKENS.Announcements).toResolvedValue(announcements, [TOKENS.Settings, TOKENS.Clock]);
  bind(TOKENS.Announce).toResolvedValue(announce, [TOKENS.Announcements, TOKENS.OnceNeeds]);
});

function announce(announcements: Announcements, needs: OnceNeeds): Announce {
  return makeAnnounce(announcements, sha256, needs);
}

function announcements(
  {
    ACCOUNT_SID,
    CALLBACK_WEBHOOK_URL: url,
    CALLBACK_WEBHOOK_SECRET: secret,
  }: Pick<Settings, "ACCOUNT_SID" | "CALLBACK_WEBHOOK_URL" | "CALLBACK_WEBHOOK_SECRET">,
  clock: Clock,
): Announcements {
  if (url === undefined || secret === undefined) return new NoAnnouncements();

  return new WebhookAnnouncements({ url, secret, source: `/accounts/${ACCOUNT_SID}` }, clock);
}
