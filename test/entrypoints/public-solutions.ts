// Requests and tasks as Twilio's callback plugin and its Flex project template write them.
export const RECORDING = `RE${"a".repeat(32)}`;
export const TRANSCRIPTION = `TR${"b".repeat(32)}`;

/** What flows built for the public plugin send, by the names in its own documentation. */
export const PLUGIN_REQUEST = {
  numberToCall: "+14155550142",
  numberToCallFrom: "+14155550100",
  flexFlowSid: `FW${"c".repeat(32)}`,
};

export type Attributes = Readonly<Record<string, unknown>>;

/** As Twilio posts it: https://www.twilio.com/docs/voice/twiml/record#transcribecallback */
export const TRANSCRIPTION_CALLBACK = {
  TranscriptionSid: TRANSCRIPTION,
  TranscriptionText: "Please call me back",
  TranscriptionStatus: "completed",
  TranscriptionUrl: "https://api.twilio.com/transcription",
  RecordingSid: RECORDING,
  RecordingUrl: "https://api.twilio.com/recording",
  CallSid: `CA${"e".repeat(32)}`,
  From: "Anonymous caller",
  To: "+14155550100",
};

export function pluginTask(more: Attributes = {}): Attributes {
  return {
    taskType: "RecordingSid" in more ? "voicemail" : "callback",
    name: "Callback (+14155550142)",
    flow_execution_sid: `FW${"c".repeat(32)}`,
    message: null,
    callBackData: {
      numberToCall: "+14155550142",
      numberToCallFrom: "+14155550100",
      attempts: "1",
      mainTimeZone: "UTC",
      utcDateTimeReceived: "2025-01-01T10:00:00.000Z",
      isDeleted: false,
      ...more,
    },
    direction: "inbound",
    conversations: {},
  };
}

export function templateTask(more: Attributes = {}): Attributes {
  return {
    taskType: "recordingSid" in more ? "voicemail" : "callback",
    from: "+14155550142",
    name: "+14155550142",
    language: "de",
    call_sid: `CA${"e".repeat(32)}`,
    callBackData: {
      numberToCall: "+14155550142",
      numberToCallFrom: "+14155550100",
      attempts: 0,
      mainTimeZone: "UTC",
      utcDateTimeReceived: "2025-01-01T10:00:00.000Z",
      isDeleted: false,
      ...more,
    },
    direction: "inbound",
    conversations: {},
  };
}

/** Of the solution "queued callbacks and voicemail", which has no `callBackData`. */
export function labsTask(more: Attributes = {}): Attributes {
  return {
    taskType: "recordingSid" in more ? "voicemail" : "callback",
    to: "+14155550142",
    from: "+14155550100",
    direction: "inbound",
    name: "Callback: +14155550142",
    language: "de",
    callTime: { time_recvd: "2025-01-01T10:00:00.000Z" },
    ui_plugin: { cbCallButtonAccessibility: false },
    placeCallRetry: 1,
    ...more,
  };
}
