import { expect } from "vitest";
import { SHORTENED_MARK } from "../../../../src/domain/attribute-budget.ts";
import { accepted, callback, refused, type Section, TRANSCRIPT, voicemail } from "./case.ts";

const shortened = (beginning: string) =>
  expect.stringMatching(new RegExp(`^${beginning}[^]{500,}${SHORTENED_MARK.replace(/[[\]]/g, "\\$&")}$`));

export const SIZES: Section = {
  title: "Long texts",
  cases: [
    accepted(
      "1 MB message",
      callback({ message: "Dear sir ".repeat(116_508) }),
      { message: shortened("Dear sir ") },
      "the message is shortened, with a mark that it was",
    ),
    accepted(
      "10 kB transcript",
      voicemail({ TranscriptionText: "I would like to know ".repeat(500) }),
      { callBackData: { TranscriptionText: shortened("I would like to know ") } },
      "the transcript is shortened, with a mark that it was",
    ),
    accepted(
      "3,000 characters of two bytes each",
      callback({ message: "Ж".repeat(3_000) }),
      { message: shortened("ЖЖЖ") },
      "shortened to what fits in bytes, not only in characters",
    ),
    accepted(
      "transcript of emoji, cut between two",
      voicemail({ TranscriptionText: "😀".repeat(3_000) }),
      { callBackData: { TranscriptionText: shortened("😀") } },
      "no half characters",
    ),
    accepted(
      "long message and long transcript",
      voicemail({ TranscriptionText: TRANSCRIPT.repeat(100), message: "Dear sir ".repeat(100) }),
      { message: "Dear sir ".repeat(100), callBackData: { TranscriptionText: shortened("Please call me") } },
      "the transcript gives way first",
    ),
    accepted(
      "message of quotes and line breaks",
      callback({ message: '"\n\\'.repeat(1_500) }),
      { message: shortened('"\n') },
      "as written in JSON it fits",
    ),
    refused("5 kB of the deployer's attributes", { attributes: JSON.stringify({ note: "n".repeat(5_000) }) }),
  ],
};
