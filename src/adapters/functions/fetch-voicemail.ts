import type { PlayVoicemail } from "../../application/play-voicemail.ts";
import type { AudioPart } from "../../ports/recordings.ts";
import { type Answer, invalidRequest, refusal } from "./answer.ts";
import { readRange } from "./byte-range.ts";
import { type AnswerToAgent, notAllowed, taskNotFound } from "./flex-request.ts";
import { TASK_PARAMETERS } from "./parameter-catalogue.ts";
import { readParameters } from "./parameters.ts";

/** `fetch-voicemail` answers with the audio of a voicemail, in parts if it is long. */
export const makeFetchVoicemailAnswer =
  (play: PlayVoicemail): AnswerToAgent =>
  async (event, agent) => {
    const { values, faults } = readParameters(event, TASK_PARAMETERS);
    if (values.taskSid === undefined) return invalidRequest(faults);
    const range = readRange(event);
    if (range.kind === "invalid")
      return invalidRequest({ range: "must be one range of bytes, such as bytes=0-1023" });

    const outcome = await play(values.taskSid, range.span, agent);
    switch (outcome.kind) {
      case "part":
        return audio(outcome);
      case "beyond-end":
        return {
          ...refusal(416, "beyond-end", `The recording has ${outcome.total} bytes.`),
          headers: { "Content-Range": `bytes */${outcome.total}` },
        };
      case "recording-gone":
        return refusal(410, "recording-gone", "The recording has been deleted.");
      case "no-recording":
        return noRecording();
      case "not-allowed":
        return notAllowed();
      case "task-not-found":
        return taskNotFound();
    }
  };

export function noRecording(): Answer {
  return refusal(409, "no-recording", "This task is a callback, without a recording.");
}

/** The whole is 200, a part 206. No cache may keep it: the message may be deleted, and the agent may lose the task. */
function audio({ bytes, contentType, start, total }: AudioPart): Answer {
  const isWhole = start === 0 && bytes.length === total;

  return {
    status: isWhole ? 200 : 206,
    body: bytes,
    headers: {
      "Content-Type": contentType,
      "Content-Length": String(bytes.length),
      "Accept-Ranges": "bytes",
      "Cache-Control": "private, no-store",
      ...(!isWhole && { "Content-Range": `bytes ${start}-${start + bytes.length - 1}/${total ?? "*"}` }),
      "Access-Control-Expose-Headers": "Content-Range, Accept-Ranges",
    },
  };
}
