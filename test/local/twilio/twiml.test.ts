import { describe, expect, it } from "vitest";
import { checkTwiml, type Place } from "../../../local/twilio/telephony/twiml/check.ts";
import { parseTwiml, TwimlRefused } from "../../../local/twilio/telephony/twiml/parse.ts";

describe("The local Twilio refuses TwiML that Twilio refuses", () => {
  it.each<[string, Place, string]>([
    ["a message recorded while the call waits", "wait", "<Response><Record/></Response>"],
    ["a queue in the queue", "wait", "<Response><Enqueue>support</Enqueue></Response>"],
    ["a message recorded while it listens", "call", "<Response><Gather><Record/></Gather></Response>"],
    ["a verb that does not exist", "call", "<Response><Sing>la</Sing></Response>"],
    ["an attribute that does not exist", "call", '<Response><Say tone="kind">Hello</Say></Response>'],
    ["a wrong value", "call", '<Response><Gather numDigits="0"/></Response>'],
    ["nothing to say", "call", "<Response><Say></Say></Response>"],
    ["a mark of speech outside of what is said", "call", "<Response><break/></Response>"],
    ["a verb in what is said", "call", "<Response><Say>Hello <Play>a.mp3</Play></Say></Response>"],
    ["a paragraph in a sentence", "call", "<Response><Say><s><p>Hello</p></s></Say></Response>"],
    ["nowhere to go", "wait", "<Response><Redirect></Redirect></Response>"],
    ["text between the verbs", "call", "<Response>Hello</Response>"],
    ["JSON", "wait", '{"success":false}'],
    ["half a document", "wait", "<Response><Say>Hello"],
    ["another document", "call", "<html></html>"],
    ["no document", "call", ""],
  ])("%s", (_, place, xml) => {
    expect(() => checkTwiml(parseTwiml(xml), place)).toThrow(TwimlRefused);
  });

  it("and takes what Twilio takes", () => {
    const xml =
      '<?xml version="1.0" encoding="UTF-8"?><Response><Gather input="dtmf" numDigits="1" finishOnKey="">' +
      '<Say language="de-DE">Hallo &amp; guten Tag</Say><Play>music.mp3</Play></Gather><Redirect>wait</Redirect></Response>';
    const verbs = parseTwiml(xml);
    checkTwiml(verbs, "wait");

    expect(verbs.map(({ name }) => name)).toStrictEqual(["Gather", "Redirect"]);
    expect(verbs[0]?.children[0]).toMatchObject({
      text: "Hallo & guten Tag",
      attributes: { language: "de-DE" },
    });
  });

  it("and says what stands between marks of speech, in its place", () => {
    const [said] = parseTwiml(
      '<Response><Say voice="Polly.Joanna">You entered <say-as interpret-as="telephone">14155550188</say-as>. <p><s>Is <emphasis level="strong">this</emphasis> right?</s></p><break time="1s"/></Say></Response>',
    );
    if (said) checkTwiml([said], "wait");

    expect(said?.text).toBe("You entered 14155550188. Is this right?");
  });
});
