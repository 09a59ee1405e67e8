import { EventEmitter } from "node:events";
import { describe, expect, it } from "vitest";
import type { WebSocket } from "ws";
import { Followers } from "../../../local/flex-page/followers.ts";
import type { LocalState } from "../../../local/flex-page/settings.ts";
import { createTwilio } from "../../../local/twilio/index.ts";

describe("open pages", () => {
  it("are told at once what they show", () => {
    const { followers, told } = aFollowedTwilio();

    expect(told).toHaveLength(1);
    expect(told[0]?.account).toBe(followers.state.account);
  });

  it("are told when the clock is advanced", () => {
    const { twilio, told } = aFollowedTwilio();

    twilio.clock.advance(60_000);

    expect(told.at(-1)?.account).toBe(told[0]?.account);
    const leap = (told.at(-1)?.clockAheadMs ?? 0) - (told[0]?.clockAheadMs ?? 0);
    expect(Math.round(leap / 1_000)).toBe(60);
  });

  it("are told of another account after a reset", () => {
    const { twilio, told } = aFollowedTwilio();

    twilio.reset();

    expect(told).toHaveLength(2);
    expect(told[1]?.account).not.toBe(told[0]?.account);
  });

  it("are told no more once they are closed", () => {
    const { twilio, socket, told } = aFollowedTwilio();
    socket.emit("close");

    twilio.reset();

    expect(told).toHaveLength(1);
  });
});

function aFollowedTwilio() {
  const twilio = createTwilio();
  const followers = new Followers(twilio);
  const told: LocalState[] = [];
  const socket = Object.assign(new EventEmitter(), {
    OPEN: 1,
    readyState: 1,
    send: (text: string) => void told.push(JSON.parse(text)),
  });
  followers.accept(socket as unknown as WebSocket);

  return { twilio, followers, socket, told };
}
