import twilioSdk, { type RequestClient } from "twilio";
import { afterEach, expect } from "vitest";
import { type AdvanceableClock, createClock } from "../../../local/twilio/clock.ts";
import { createTwilio, type Twilio, type TwilioOptions } from "../../../local/twilio/index.ts";
import { inProcessRequest } from "../../../local/twilio/loopback.ts";

export const MONDAY = Date.parse("2026-03-02T09:00:00Z");

export type SdkClient = ReturnType<typeof twilioSdk>;
export type SdkWorkspace = ReturnType<SdkClient["taskrouter"]["v1"]["workspaces"]>;

/** A stand-in whose clock stands still until advanced, and Twilio's own SDK that talks to it. */
export interface Stand {
  readonly twilio: Twilio;
  readonly clock: AdvanceableClock;
  readonly client: SdkClient;
  readonly workspace: SdkWorkspace;
  advanceSeconds(seconds: number): void;
}

const stands: Stand[] = [];

/** Whatever a test does through the SDK keeps Twilio's contract, and so does every answer. */
afterEach(() => {
  for (const { twilio } of stands.splice(0)) expect(twilio.contract.violations).toEqual([]);
});

export function aStand(options: TwilioOptions = {}): Stand {
  const clock = options.clock ?? createClock(() => MONDAY);
  const twilio = createTwilio({ ...options, clock });
  const client = sdkFor(twilio);
  const stand = {
    twilio,
    clock,
    client,
    workspace: client.taskrouter.v1.workspaces(twilio.account.workspaceSid),
    advanceSeconds: (seconds: number) => clock.advance(seconds * 1000),
  };
  stands.push(stand);

  return stand;
}

export function sdkFor(twilio: Twilio, authToken = twilio.account.authToken): SdkClient {
  const httpClient = inProcessRequest(twilio) as unknown as RequestClient;

  return twilioSdk(twilio.account.accountSid, authToken, { httpClient });
}

/** What Twilio answered instead of doing it. */
export async function refusal(
  asked: Promise<unknown>,
): Promise<{ status: number; code: number; message: string }> {
  const outcome = await asked.then(
    () => undefined,
    (error: { status: number; code: number; message: string }) => error,
  );
  if (!outcome) throw new Error("Twilio did not refuse.");

  return { status: outcome.status, code: outcome.code, message: outcome.message };
}

export function callback(attempts = 0, more: Record<string, unknown> = {}): string {
  return JSON.stringify({
    taskType: "callback",
    callBackData: { numberToCall: "+15005550006", attempts },
    ...more,
  });
}

/** Makes a worker Available or something else. */
export function setActivity(
  { twilio }: Stand,
  activity: keyof Twilio["account"]["activitySids"],
  workerSid = twilio.account.workerSid,
): void {
  twilio.store.updateWorker(workerSid, { activitySid: twilio.account.activitySids[activity] });
}

/** A task that an agent has taken. */
export async function anAssignedTask(
  stand: Stand,
  options: { readonly timeout?: number } = {},
): Promise<{ taskSid: string; reservationSid: string }> {
  const { twilio, workspace } = stand;
  const task = await workspace.tasks.create({
    attributes: callback(),
    routingTarget: twilio.account.workerSid,
    ...options,
  });
  const [reservation] = await workspace.tasks(task.sid).reservations.list({ limit: 1 });
  if (!reservation) throw new Error("The task was not offered.");
  await workspace.tasks(task.sid).reservations(reservation.sid).update({ reservationStatus: "accepted" });

  return { taskSid: task.sid, reservationSid: reservation.sid };
}
