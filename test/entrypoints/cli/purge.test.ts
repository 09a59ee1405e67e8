import { describe, expect, test } from "vitest";
import { createClock } from "../../../local/twilio/clock.ts";
import { accountUnderTest } from "./account.ts";

const FORTY_DAYS_MS = 40 * 86_400_000;
/** Twilio as it was forty days ago, and as time goes on there. */
const clock = createClock(() => Date.now() - FORTY_DAYS_MS);
const { twilio, run, runWith } = accountUnderTest({ clock });
const KEEP_30 = { VOICEMAIL_RETENTION_DAYS: "30" };

describe("purge", () => {
  test("--dry-run lists the voicemails that are due and deletes nothing", async () => {
    await run("provision");
    const old = recording();
    const { out, err } = await runWith(KEEP_30, "purge", "--dry-run");

    expect(err).toContain(`Due: ${old}`);
    expect(out).toContain("1 voicemails would be deleted");
    expect(twilio.recordings.list()).toHaveLength(1);
  });

  test("without VOICEMAIL_RETENTION_DAYS nothing is ever due", async () => {
    await run("provision");
    recording();
    const { code, err } = await run("purge");

    expect(code).toBe(2);
    expect(err).toContain("VOICEMAIL_RETENTION_DAYS is not set");
    expect(twilio.recordings.list()).toHaveLength(1);
  });

  test("interrupted, it goes on from there", async () => {
    await run("provision");
    recording();
    twilio.faults.add({ method: "DELETE", path: "/Recordings/", status: 500, times: 9 });
    expect((await runWith(KEEP_30, "purge")).code).toBe(1);

    twilio.faults.clear();
    expect((await runWith(KEEP_30, "purge")).out).toBe("1 voicemails were deleted.\n");
  });

  // Last: Twilio's time goes on in it, for good.
  test("deletes the voicemails that are due, and nothing else", async () => {
    await run("provision");
    const [old, recent] = [recording(), recording(25)];
    const { code, out, err } = await runWith(KEEP_30, "purge");

    expect(code).toBe(0);
    expect(out).toBe("1 voicemails were deleted.\n");
    expect(err).toContain(`Deleted: ${old}`);
    expect(twilio.recordings.list().map(({ sid }) => sid)).toEqual([recent]);
  });
});

/** A message left so many days after the oldest. */
function recording(days = 0): string {
  if (days > 0) clock.advance(days * 86_400_000);

  return twilio.recordings.add({ mp3: new Uint8Array(64) }).sid;
}
