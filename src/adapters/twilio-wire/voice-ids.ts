/** https://www.twilio.com/docs/glossary/what-is-a-sid. Whatever else is put into a path could lead elsewhere. */
export function isRecordingSid(text: string): boolean {
  return /^RE[0-9a-f]{32}$/.test(text);
}

/** Of a transcription that `<Record transcribe>` made. */
export function isTranscriptionSid(text: string): boolean {
  return /^TR[0-9a-f]{32}$/.test(text);
}

/** Of a transcription that Batch Transcription made. */
export function isBatchTranscriptionId(text: string): boolean {
  return /^voice_transcription_[0-9a-zA-Z]{26}$/.test(text);
}
