/** Two letters and 32 hexadecimal digits: https://www.twilio.com/docs/glossary/what-is-a-sid */
function sidPattern(prefix: string): RegExp {
  return new RegExp(`^${prefix}[0-9a-f]{32}$`);
}

/** The SID as Twilio writes it; `undefined`: none of this kind. Some senders write its digits in capitals. */
export function asSid(text: string, prefix: string): string | undefined {
  const given = text.trim();
  const sid = prefix + given.slice(prefix.length).toLowerCase();

  return given.startsWith(prefix) && sidPattern(prefix).test(sid) ? sid : undefined;
}

/** Anything else put into an address could lead elsewhere. */
export function isRecordingSid(text: string): boolean {
  return RECORDING.test(text);
}

export function isCallSid(text: string): boolean {
  return CALL.test(text);
}

/** The id of a transcription that `<Record transcribe>` made. */
export function isTranscriptionSid(text: string): boolean {
  return TRANSCRIPTION.test(text);
}

/** The id of a transcription that Batch Transcription made. */
export function isBatchTranscriptionId(text: string): boolean {
  return /^voice_transcription_[0-9a-zA-Z]{26}$/.test(text);
}

const CALL = sidPattern("CA");
const RECORDING = sidPattern("RE");
const TRANSCRIPTION = sidPattern("TR");
