import { describe, expect, it } from "vitest";
import { inWords } from "../../local/call/in-words.ts";

const WHAT = "Studio asks for a callback";

describe("what npm run call says", () => {
  it.each([
    [200, { success: true, taskSid: "WT1" }, `${WHAT}: task WT1 waits for an agent.`],
    [
      200,
      { success: true, taskSid: "WT1", duplicate: true },
      `${WHAT}: this contact is waiting already, and joined task WT1: they are called once.`,
    ],
    [
      200,
      { success: true, taskSid: "WT1", duplicate: true, transcript: "added" },
      `${WHAT}: it belongs to task WT1 (transcript: added).`,
    ],
    [200, { success: true }, `${WHAT}: 200 {"success":true}`],
    [400, { success: false, taskSid: "WT1" }, `${WHAT}: 400 {"success":false,"taskSid":"WT1"}`],
  ])("of an answer %i %j", (status, answer, said) => {
    expect(inWords({ what: WHAT, status, text: JSON.stringify(answer) })).toBe(said);
  });

  it("of an answer that is no JSON", () => {
    expect(inWords({ what: WHAT, status: 502, text: "<html>" })).toBe(`${WHAT}: 502 <html>`);
  });
});
