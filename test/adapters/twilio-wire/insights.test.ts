import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readAttributes, writeAttributes } from "../../../src/adapters/twilio-wire/task-attributes.ts";
import { CLOSINGS, endOf } from "../../../src/domain/end.ts";
import type { JsonObject } from "../../../src/domain/json.ts";
import { anId, aRequest, aRouting, aVoicemail } from "../../support/requests.ts";

const END = { ...endOf("left-message"), at: new Date("2026-03-02T10:00:00.000Z"), by: "Agent One" };
const facts = { createdAt: new Date("2026-03-02T09:30:00.000Z"), routing: aRouting() };

const written = (details: Parameters<typeof aRequest>[0]): JsonObject =>
  writeAttributes({ request: aRequest(details) }, anId("AC"));

describe("the marks that Flex Insights reads", () => {
  it("stand on a task beside its end, and on no other", () => {
    expect(written({ end: END }).conversations).toStrictEqual({
      outcome: "closed: left-message",
      content: "callback",
    });
    expect(written({ end: END, voicemail: aVoicemail() }).conversations).toMatchObject({
      content: "voicemail",
    });
    expect(written({}).conversations).toStrictEqual({});
  });

  it("come off with the end", () => {
    const read = readAttributes(written({ end: END }), facts);
    const { end: _, ...request } = read?.request ?? aRequest();

    expect(writeAttributes({ request }, anId("AC")).conversations).toStrictEqual({});
  });

  it("never replace what a flow or another plugin wrote, which stays when ours come off", () => {
    const theirs = { conversations: { outcome: "Sale", content: "Order" } };
    const wire = written({ end: END, attributes: theirs });
    const { end: _, ...request } = readAttributes(wire, facts)?.request ?? aRequest();

    expect(wire.conversations).toStrictEqual(theirs.conversations);
    expect(writeAttributes({ request }, anId("AC")).conversations).toStrictEqual(theirs.conversations);
  });

  it.each(CLOSINGS)("are explained on the reports page: %s", (closing) => {
    const page = readFileSync(new URL("../../../docs/reports.md", import.meta.url), "utf8");
    const end = { ...endOf(closing), at: END.at, by: END.by };
    const { outcome } = written({ end }).conversations as { readonly outcome: string };

    expect(page).toContain(`| \`${outcome}\` |`);
  });
});
