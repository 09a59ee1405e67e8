import {
  accepted,
  CALLER_ID,
  CONTACT,
  callback,
  jsonFromFlex,
  refused,
  type Section,
  voicemail,
} from "./case.ts";

const CALLABLE = [
  ["caller through a SIP trunk", "sip:+2787654321@twilio.example.net", "+2787654321"],
  ["WhatsApp address", "whatsapp:+14155550123", CONTACT],
  ["with a zero in brackets", "+49 (0)30 123456", "+4930123456"],
  ["Mexican mobile, as networks send it", "+5215512345678", "+525512345678"],
  ["with invisible characters", "\u202a+1\u2011415\u2011555\u20110123\u202c", CONTACT],
  ["in full-width characters", "＋１４１５５５５０１２３", CONTACT],
  ["`tel:` address", "tel:+1-415-555-0123", CONTACT],
  ["encoded twice", "%2B14155550123", CONTACT],
] as const;

const toCall = (number: string | readonly string[] | undefined) => ({ numberToCall: number });

export const NUMBERS: Section = {
  title: "Telephone numbers",
  cases: [
    refused("number to call: missing", toCall(undefined)),
    refused("number to call: empty", toCall("")),
    refused("number to call: blanks", toCall("   ")),
    refused("number to call: `abc`", toCall("abc")),
    refused("number to call: given twice", toCall([CONTACT, "+14155550124"])),
    refused("number to call: HTML", toCall("<script>alert(1)</script>")),
    refused("number to call: a number and HTML", toCall(`${CONTACT}<b>`)),
    refused("number to call: without a country code", toCall("4155550123")),
    refused("number to call: country code that does not exist", toCall("+9991234567")),
    refused("number to call: too short for its country", toCall("+1415555")),
    refused("number to call: 16 digits", toCall("+4912345678901234")),
    refused("number to call: 10 kB of digits", toCall(`+${"1".repeat(10_000)}`)),
    refused("number to call: Arabic digits", toCall("+١٤١٥٥٥٥٠١٢٣")),
    refused("number to call: emergency number", toCall("911")),
    refused("number to call: short number", toCall("12345")),
    refused("number to call: premium-rate number", toCall("+19005550123")),
    refused("number to call: SIP address", toCall("sip:alice@example.com")),
    refused("number to call: withheld, as a word", toCall("anonymous")),
    refused("number to call: withheld, as Twilio passes it", toCall("+266696687")),
    {
      ...refused("number to call: JSON array", {}, ["numberToCall"]),
      sent: jsonFromFlex({ numberToCall: [CONTACT], numberToCallFrom: CALLER_ID }),
    },
    {
      ...refused("number to call: JSON object", {}, ["numberToCall"]),
      sent: jsonFromFlex({ numberToCall: { number: CONTACT }, numberToCallFrom: CALLER_ID }),
    },
    {
      ...refused("number to call: JSON `true`", {}, ["numberToCall"]),
      sent: jsonFromFlex({ numberToCall: true, numberToCallFrom: CALLER_ID }),
    },
    refused("caller id: missing", { numberToCallFrom: undefined }),
    refused("caller id: given twice", { numberToCallFrom: [CALLER_ID, CALLER_ID] }),
    refused("caller id: withheld", { numberToCallFrom: "anonymous" }),
    refused("everything wrong at once", {
      numberToCall: "abc",
      numberToCallFrom: "abc",
      priority: "high",
      timeout: "long",
      attempts: "few",
      workflowSid: "WW1",
      isDeleted: "maybe",
      utcDateTimeReceived: "yesterday",
      virtualStartTime: "tomorrow",
      attributes: "[]",
    }),
    accepted(
      "number to call: its `+` lost on the way",
      callback(toCall(" 14155550123")),
      { callBackData: { numberToCall: CONTACT } },
      "the `+` is put back",
    ),
    accepted(
      "number to call: with punctuation",
      callback(toCall("+1 (415) 555-0123")),
      { callBackData: { numberToCall: CONTACT } },
      "the punctuation is dropped",
    ),
    ...CALLABLE.map(([what, numberToCall, number]) =>
      accepted(`number to call: ${what}`, callback({ numberToCall }), {
        callBackData: { numberToCall: number },
      }),
    ),
    accepted(
      "number to call: with an extension",
      callback(toCall("+1 415 555 0123 x42")),
      { message: "Extension 42", callBackData: { numberToCall: CONTACT } },
      "the extension is told in the message",
    ),
    accepted(
      "number to call: without plus, in the name of a SIP trunk",
      callback({ numberToCall: "sip:14155550123@pbx.example.com" }),
      { callBackData: { numberToCall: CONTACT } },
    ),
    accepted(
      "caller id: SIP address",
      callback({ numberToCallFrom: "sip:desk@example.com" }),
      { callBackData: { numberToCall: CONTACT } },
      "called back from the account's own number",
    ),
    accepted(
      "voicemail from a withheld number",
      voicemail(toCall("anonymous")),
      { taskType: "voicemail", callBackData: { numberToCall: "anonymous" } },
      "kept, without a call button",
    ),
    accepted(
      "voicemail from a SIP address",
      voicemail(toCall("sip:alice@example.com")),
      { taskType: "voicemail", callBackData: { numberToCall: "sip:alice@example.com", doNotCall: true } },
      "kept, without a call button",
    ),
  ],
};
