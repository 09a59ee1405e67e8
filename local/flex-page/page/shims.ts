/** Runs before Flex, which keeps what it finds of the browser's network and clock as it is loaded. */
import { type PageSettings, SETTINGS_ELEMENT } from "../settings.ts";
import { installClock } from "./clock.ts";
import { follow } from "./follow.ts";
import { shimNetwork } from "./network-shim.ts";

/** Flex is logged in for a week: after a longer leap it logs in again. */
const LONGEST_LEAP_MS = 24 * 3_600_000;

const { state }: PageSettings = JSON.parse(document.getElementById(SETTINGS_ELEMENT)?.textContent ?? "");
const clock = installClock(state.clockAheadMs);
shimNetwork();

follow(({ account, clockAheadMs }) => {
  const isAnother = account !== state.account;
  if (isAnother || clockAheadMs - state.clockAheadMs > LONGEST_LEAP_MS) location.reload();
  else clock.setAhead(clockAheadMs);
});
