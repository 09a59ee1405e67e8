import type { CallbackRequest } from "./callback-request.ts";

/** TaskRouter stores at most 4096 characters of attributes: https://www.twilio.com/docs/taskrouter/limits */
export const ATTRIBUTE_BUDGET = 4096;

/** The end of every text that was cut to fit. */
export const SHORTENED_MARK = " […]";

export type Fitted =
  | { readonly kind: "fits"; readonly request: CallbackRequest }
  /** `request` is as short as it gets. */
  | { readonly kind: "too-large"; readonly request: CallbackRequest };

/**
 * Shortens a request until it fits its task: first the transcript, then the message, each with `SHORTENED_MARK` at its end.
 * If that is not enough, it drops the oldest attempts, then who heard it. It never changes numbers, routing or the deployer's attributes.
 *
 * @param sizeOf the size of the written request in bytes. A text never has more characters than bytes
 * @param budget the largest allowed size, in bytes
 */
export function fitToBudget(
  request: CallbackRequest,
  sizeOf: (request: CallbackRequest) => number,
  budget: number = ATTRIBUTE_BUDGET,
): Fitted {
  const fits = (candidate: CallbackRequest) => sizeOf(candidate) <= budget;
  let fitting = request;
  for (const shorten of [undefined, shortenTranscript, shortenMessage, dropOldestAttempts, dropHeard]) {
    fitting = shorten?.(fitting, fits) ?? fitting;
    if (fits(fitting)) return { kind: "fits", request: fitting };
  }

  return { kind: "too-large", request: fitting };
}

type Shorten = (request: CallbackRequest, fits: (candidate: CallbackRequest) => boolean) => CallbackRequest;

const shortenTranscript: Shorten = (request, fits) => {
  const { voicemail } = request;
  const transcript = voicemail?.transcript;
  if (!voicemail || transcript?.kind !== "text" || !isWorthShortening(transcript.text)) return request;

  return longestThatFits(transcript.text, fits, (text) => ({
    ...request,
    voicemail: { ...voicemail, transcript: { ...transcript, text, shortened: true } },
  }));
};

const shortenMessage: Shorten = (request, fits) =>
  request.message !== undefined && isWorthShortening(request.message)
    ? longestThatFits(request.message, fits, (message) => ({ ...request, message }))
    : request;

/** The mark would make a text of its own length or less longer. */
function isWorthShortening(text: string): boolean {
  return text.length > SHORTENED_MARK.length;
}

const dropOldestAttempts: Shorten = (request, fits) => {
  let shorter = request;
  while (shorter.attempts.length > 0 && !fits(shorter)) {
    shorter = { ...shorter, attempts: shorter.attempts.slice(1) };
  }

  return shorter;
};

const dropHeard: Shorten = (request) => {
  const { voicemail } = request;
  if (!voicemail?.heard) return request;
  const { heard: _, ...rest } = voicemail;

  return { ...request, voicemail: rest };
};

/**
 * Finds, by bisection, the candidate with the longest part of the text that fits. If nothing fits, the candidate has only
 * the mark. The whole text is no candidate: with the mark it would be longer than before.
 */
function longestThatFits(
  text: string,
  fits: (candidate: CallbackRequest) => boolean,
  withText: (text: string) => CallbackRequest,
): CallbackRequest {
  const characters = [...text];
  const candidate = (kept: number): CallbackRequest =>
    withText(characters.slice(0, kept).join("").trimEnd() + SHORTENED_MARK);

  let [fitting, tooLong] = [0, characters.length];
  while (tooLong - fitting > 1) {
    const middle = Math.floor((fitting + tooLong) / 2);
    if (fits(candidate(middle))) fitting = middle;
    else tooLong = middle;
  }

  return candidate(fitting);
}
