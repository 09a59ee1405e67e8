import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkTwiml } from "../../../local/twilio/telephony/twiml/check.ts";
import { parseTwiml } from "../../../local/twilio/telephony/twiml/parse.ts";
import { makeAfterQueue } from "../../../src/adapters/functions/twiml/after-queue.ts";
import { makeCallerOf } from "../../../src/adapters/functions/twiml/caller-of.ts";
import { waitFallback } from "../../../src/adapters/functions/twiml/fallback.ts";
import { DEFAULT_MENU, readMenu } from "../../../src/adapters/functions/twiml/menu-options.ts";
import { renderMenu } from "../../../src/adapters/functions/twiml/render-menu.ts";
import { Seal } from "../../../src/adapters/functions/twiml/seal.ts";
import { LANGUAGES, languageNamed, SPOKEN } from "../../../src/adapters/functions/twiml/sentences/index.ts";
import { sealMessage } from "../../../src/adapters/functions/twiml/visit.ts";
import { CollectedLog } from "../../../src/adapters/memory/collected-log.ts";
import { MemoryInboundCalls } from "../../../src/adapters/memory/memory-inbound-calls.ts";
import { type Line, SENTENCES, START } from "../../../src/domain/waiting/menu-state.ts";
import { anId } from "../../support/requests.ts";
import { heard, shape, WaitWorld } from "./wait-world.ts";

const addresses = { at: () => "wait-experience?state=x", recordingStatus: "recording-status" };

describe("The sentences of the menu", () => {
  it.each(LANGUAGES)("are all there in %s, each with its number or digits", (language) => {
    const { sentences } = SPOKEN[language];
    const counted = ["wait.minutes", "wait.hours", "position"];

    expect(Object.keys(sentences).sort()).toStrictEqual([...SENTENCES].sort());
    for (const [name, text] of Object.entries(sentences)) {
      expect([name, text.includes("{count}")]).toStrictEqual([name, counted.includes(name)]);
      expect([name, text.includes("{digits}")]).toStrictEqual([name, name === "number.heard"]);
    }
  });

  it("name the same keys in every language", () => {
    const keysIn = (text: string) =>
      text.replace(/\{\w+\}/g, "").match(/\b[0-9]\b|(?<=[按กด ])[0-9]|[0-9](?=を)/g);
    const keyed = SENTENCES.filter((name) => /press [0-9]/.test(SPOKEN["en-US"].sentences[name]));
    expect(keyed.length).toBeGreaterThan(8);

    for (const language of LANGUAGES) {
      for (const name of keyed) {
        const given = keysIn(SPOKEN[language].sentences[name]);
        expect([language, name, given]).toStrictEqual([
          language,
          name,
          keysIn(SPOKEN["en-US"].sentences[name]),
        ]);
      }
    }
  });

  it.each([
    [undefined, "en-US"],
    ["fr-CA", "fr"],
    ["es", "es-ES"],
    ["es-419", "es-MX"],
    ["pt_PT", "pt-BR"],
    ["zh-CN", "zh-Hans"],
    ["cmn-CN", "zh-Hans"],
    ["zh-TW", "en-US"],
    ["tlh", "en-US"],
  ])("for %s are those of %s", (tag, language) => {
    expect(languageNamed(tag)).toBe(language);
  });

  it("are what Twilio takes, in every language, for every sentence", () => {
    for (const language of LANGUAGES) {
      const say = SENTENCES.map((sentence): Line => ({ sentence, count: 3, digits: "+4930" }));
      const twiml = renderMenu({ kind: "ask", say, listen: "key", state: START }, addresses, {
        language,
        options: DEFAULT_MENU,
        transcribes: false,
      });
      const verbs = parseTwiml(twiml.toString());
      checkTwiml(verbs, "wait");

      expect(heard(verbs)).toContain("4, 9, 3, 0");
      expect(heard(verbs)).not.toContain("{");
    }
  });
});

describe("What a deployer replaces of the menu", () => {
  it("is a sentence, a voice, a sound, an option; the rest stays", async () => {
    const read = readMenu(
      JSON.stringify({
        voicemail: false,
        music: "https://example.com/music.mp3",
        voices: { "en-US": "Polly.Matthew" },
        sentences: { "en-US": { greeting: "Howdy.", offer: { play: "https://example.com/offer.mp3" } } },
      }),
    );
    if (read.kind === "fault") throw new Error(read.faults.join());
    const world = new WaitWorld({ menu: read.menu, offers: { voicemail: read.menu.voicemail } });
    const verbs = await world.arrive();

    expect(shape(verbs)).toBe("Gather(Say Play Play) Redirect");
    expect(verbs[0]?.children[0]).toMatchObject({ text: "Howdy.", attributes: { voice: "Polly.Matthew" } });
    expect(verbs[0]?.children.slice(1).map(({ text }) => text)).toStrictEqual([
      "https://example.com/offer.mp3",
      "https://example.com/music.mp3",
    ]);
    expect(heard(await world.press("*"))).not.toContain("message");
  });

  it("that is wrong is named, each field", () => {
    const read = readMenu(
      JSON.stringify({
        callback: "yes",
        longestMessage: 0,
        silence: 61,
        music: "",
        whenArranged: "wait",
        volume: 11,
        sentences: { "en-US": { greeting: 5, hello: "x" }, klingon: {} },
      }),
    );

    expect(read.kind === "fault" ? read.faults.join("\n") : "").toSatisfy((text: string) =>
      [
        "callback must be true or false",
        "longestMessage must be a whole number from 1 to 3600",
        "silence must be a whole number from 1 to 60",
        "music must be an address",
        "whenArranged must be hang-up or leave",
        "sentences.en-US.greeting must be a text",
        "must not have hello",
        "must not have klingon",
        "it must not have volume",
      ].every((fault) => text.includes(fault)),
    );
    expect(readMenu("no JSON")).toMatchObject({ kind: "fault" });
  });
});

describe("The seal", () => {
  const seal = new Seal("a secret");

  it("gives back what it closed, for the same call and under the same secret only", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (content, call) => {
        const json = JSON.parse(JSON.stringify(content));
        const closed = seal.close(json, call);

        expect(seal.open(closed, call)).toStrictEqual(json);
        expect(seal.open(closed, `${call}x`)).toBeUndefined();
        expect(new Seal("another secret").open(closed, call)).toBeUndefined();
        expect(closed).toMatch(/^[\w-]+$/);
      }),
    );
  });

  it("opens nothing that somebody changed", () => {
    const closed = seal.close({ keyed: "+14155550100" }, "CA1");
    for (let at = 0; at < closed.length - 1; at++) {
      const changed = closed.slice(0, at) + (closed[at] === "A" ? "B" : "A") + closed.slice(at + 1);
      expect(seal.open(changed, "CA1")).toBeUndefined();
    }
    for (const text of ["", "x", closed.slice(5), `${closed}AAAA`])
      expect(seal.open(text, "CA1")).toBeUndefined();
  });

  it("shows nothing of a number", () => {
    const closed = seal.close({ keyed: "+14155550100" }, "CA1");

    expect(Buffer.from(closed, "base64url").toString("latin1")).not.toContain("4155550100");
  });
});

describe("After the queue", () => {
  it.each([
    ["bridged", ""],
    ["bridging-in-process", ""],
    ["redirected", ""],
    ["redirected-from-bridged", ""],
    ["hangup", ""],
    ["leave", "Say Hangup"],
    ["queue-full", "Redirect"],
    ["error", "Redirect"],
    ["system-error", "Redirect"],
    ["something-new", ""],
  ])("a call whose result is %s gets %s", async (QueueResult, verbs) => {
    const { body } = await makeAfterQueue(DEFAULT_MENU)({ QueueResult, language: "de" });
    const answered = parseTwiml(String(body));
    checkTwiml(answered, "call");

    expect(shape(answered)).toBe(verbs);
  });
});

describe("When nothing else can be said", () => {
  it("a caller in the queue hears music, and one before it goes on", () => {
    const inQueue = parseTwiml(String(waitFallback({ entry: "nonsense" }).body));
    checkTwiml(inQueue, "wait");

    expect(shape(inQueue)).toBe("Play Pause");
    expect(shape(parseTwiml(String(waitFallback({ entry: "before", next: "enqueue" }).body)))).toBe(
      "Redirect",
    );
    expect(shape(parseTwiml(String(waitFallback({ entry: "voicemail" }).body)))).toBe("");
  });
});

describe("Who left a message", () => {
  const seal = new Seal("a secret");
  const call = anId("CA");

  it("is read from what the menu sealed, else from the call; what the flow says is left alone", async () => {
    const calls = new MemoryInboundCalls();
    const callerOf = makeCallerOf(calls, seal, new CollectedLog());
    calls.add(call, { from: "+14155550100", to: "+14155550199" });
    const sealed = sealMessage({ contactNumber: "+14155550111", priority: 3 }, seal, call);

    expect(await callerOf({ CallSid: call, sealed })).toStrictEqual({
      contactNumber: "+14155550111",
      priority: 3,
    });
    expect(await callerOf({ CallSid: call, sealed: "nonsense" })).toStrictEqual({
      contactNumber: "+14155550100",
      callerId: "+14155550199",
    });
    expect(await callerOf({ CallSid: call, numberToCall: "+14155550122" })).toStrictEqual({});
    expect(await callerOf({})).toStrictEqual({});
  });

  it("is nobody if the call cannot be asked, which keeps no message from its agents", async () => {
    const calls = new MemoryInboundCalls();
    calls.cutOff();

    expect(await makeCallerOf(calls, seal, new CollectedLog())({ CallSid: call })).toStrictEqual({});
  });
});
