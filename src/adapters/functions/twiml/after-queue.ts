import { repeated } from "../../twilio-wire/paths.ts";
import type { Answer } from "../answer.ts";
import { type FunctionEvent, readParameters } from "../parameters.ts";
import type { MenuOptions } from "./menu-options.ts";
import { say } from "./render-menu.ts";
import { languageNamed } from "./sentences/index.ts";
import { newTwiml, twimlAnswer } from "./voice-response.ts";
import { AFTER_QUEUE_PARAMETERS } from "./wait-parameters.ts";

/** The call could not wait, or was thrown out: https://www.twilio.com/docs/voice/twiml/enqueue#queueresult-values */
const NOT_QUEUED = ["queue-full", "error", "system-error"];

/**
 * `after-queue` is the `action` of `<Enqueue>`: a caller whom the queue did not take gets the menu all the same, and one
 * who left it hears goodbye. Who spoke with an agent, hung up or was taken elsewhere needs nothing more.
 */
export const makeAfterQueue =
  (options: MenuOptions) =>
  async (event: FunctionEvent): Promise<Answer> => {
    const { values } = readParameters(event, AFTER_QUEUE_PARAMETERS);
    const { QueueResult: result = "", language, workflowSid } = values;
    const twiml = newTwiml();
    if (NOT_QUEUED.includes(result)) {
      const query = new URLSearchParams({
        entry: "before",
        ...(language !== undefined && { language }),
        ...(workflowSid !== undefined && { workflowSid }),
      });
      twiml.redirect({ method: "POST" }, repeated(`wait-experience?${query}`));
    }
    if (result === "leave") {
      say([{ sentence: "goodbye" }], twiml, { language: languageNamed(language), options });
      twiml.hangup();
    }

    return twimlAnswer(twiml);
  };
