import { describe, expect, it } from "vitest";
import { agentsOf } from "../../../local/twilio/agents.ts";
import type { Stand } from "./stand.ts";
import { aStand } from "./stand.ts";

const CONTACT = "+14155550123";

describe("A telephone on this machine, when an agent calls", () => {
  it.each([
    ["person", "accepted", undefined],
    ["machine", "accepted", undefined],
    ["busy", "canceled", 45303],
    ["nobody", "canceled", 45305],
  ] as const)("is picked up by %s: the agent's reservation is %s", (by, status, code) => {
    const { twilio, reservationSid, rung } = called(aStand());
    expect(reservationOf(twilio, reservationSid)).toMatchObject({ status: "pending" });

    twilio.handsets.pickUp(rung, by);

    expect(reservationOf(twilio, reservationSid)).toMatchObject({
      status,
      ...(code !== undefined && { canceledReasonCode: code }),
    });
  });

  it("rings for half a minute if nobody answers", () => {
    const { twilio, clock, reservationSid, rung } = called(aStand());
    clock.advance(29_999);
    expect(twilio.handsets.callTo(CONTACT)?.state).toBe("ringing");
    clock.advance(1);

    expect(reservationOf(twilio, reservationSid)).toMatchObject({ canceledReasonCode: 45305 });
    expect(() => twilio.handsets.pickUp(rung, "person")).toThrow("does not ring any more");
  });

  it("is busy while it is in a call that it dialled", () => {
    const stand = aStand();
    const twiml = '<Response><Pause length="60"/></Response>';
    stand.twilio.phones.dial(
      { from: CONTACT, to: "+14155550100" },
      { kind: "given", twiml, base: "http://localhost" },
    );
    const { twilio, clock, reservationSid } = called(stand);
    clock.advance(1_000);

    expect(reservationOf(twilio, reservationSid)).toMatchObject({ canceledReasonCode: 45303 });
  });

  it("hangs up, and the agent has the rest to do", () => {
    const { twilio, reservationSid, rung } = called(aStand());
    twilio.handsets.pickUp(rung, "person");
    twilio.handsets.hangUp(rung);
    twilio.handsets.hangUp(rung);

    expect(reservationOf(twilio, reservationSid)).toMatchObject({ status: "wrapping" });
  });

  it("hears when the agent hangs up", () => {
    const { twilio, rung, taskSid } = called(aStand());
    twilio.handsets.pickUp(rung, "person");
    agentsOf(twilio).wrapUp(taskSid);

    expect(twilio.handsets.callTo(CONTACT)).toMatchObject({ sid: rung, state: "ended" });
  });

  it("stops ringing when the agent's task is gone", () => {
    const { twilio, taskSid } = called(aStand());
    twilio.store.updateTask(taskSid, { assignmentStatus: "canceled" });

    expect(twilio.handsets.callTo(CONTACT)).toMatchObject({ state: "ended" });
  });

  it("that is put away does not ring: somebody answers elsewhere", () => {
    const stand = aStand();
    const { twilio, clock, reservationSid } = called(stand, false);
    clock.advance(1_000);

    expect(twilio.handsets.callTo(CONTACT)).toBeUndefined();
    expect(reservationOf(twilio, reservationSid)).toMatchObject({ status: "accepted" });
  });
});

/** An agent calls the contact, who has the telephone at hand. */
function called({ twilio, clock }: Stand, isAtHand = true) {
  const { store, account, handsets, calls } = twilio;
  const putAway = handsets.takeUp(CONTACT);
  if (!isAtHand) putAway();
  store.updateWorker(account.workerSid, { activitySid: account.activitySids.available });
  const { sid: taskSid } = store.createTask({
    attributes: JSON.stringify({ direction: "outbound", outbound_to: CONTACT, from: "+14155550100" }),
    taskQueueSid: account.everyoneQueueSid,
    taskChannel: "voice",
    routingTarget: account.workerSid,
  });
  const [reservation] = store.state.reservationsOf(taskSid);
  if (!reservation) throw new Error("The agent was not offered the call");
  calls.connect(reservation);

  return {
    twilio,
    clock,
    taskSid,
    reservationSid: reservation.sid,
    rung: handsets.callTo(CONTACT)?.sid ?? "",
  };
}

function reservationOf({ store }: Stand["twilio"], sid: string) {
  return store.state.reservations.get(sid);
}
