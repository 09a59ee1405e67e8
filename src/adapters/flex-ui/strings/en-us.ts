/**
 * Every string of the plugin. Those that begin with `Title` are shown by Flex itself, which fills their placeholders
 * from the task.
 */
export const enUS = {
  TitleCallback: "Callback: {{task.attributes.callBackData.numberToCall}}",
  TitleVoicemail: "Voicemail: {{task.attributes.callBackData.numberToCall}}",
  TitleCallbackNoNumber: "Callback",
  TitleVoicemailNoNumber: "Voicemail: number withheld",

  CallbackHeading: "Callback request",
  CallbackDescription: "This contact asked to be called back.",
  VoicemailHeading: "Voicemail",
  VoicemailDescription: "This contact left a message.",
  NothingToShow: "The details of this request could not be read.",

  PlaceCall: "Place call now to {{number}}",
  PlacingCall: "Placing the call…",
  RetryLater: "Retry later",
  RetryingLater: "Putting it back in the queue…",
  RetryLaterHint: "Puts the request back in the queue, to be tried again later.",
  TryAgain: "Try again",
  Finish: "Finish this task",

  ContactPhone: "Contact phone",
  NumberWithheld: "Withheld by the contact",
  NumberUnknown: "No number",
  NoCallWithheld: "The contact withheld their number, so they cannot be called back.",
  NoCallNotCallable: "This is not a number that can be called.",
  Received: "Received",
  ReceivedSystemTime: "{{time}} in the contact center",
  ShowSystemTime: "Show the contact center's time",
  Attempt: "Attempt",
  AttemptOfMax: "{{attempt}} of {{max}}",
  Queue: "Queue",
  Message: "Message",
  EarlierAttempts: "Earlier attempts",
  AttemptBy: "{{time}} by {{agent}}",

  OutcomeAnswered: "Answered",
  OutcomeNoAnswer: "No answer",
  OutcomeBusy: "Busy",
  OutcomeInvalid: "Invalid number",
  OutcomeBlocked: "Number blocked",
  OutcomeFailed: "Call failed",

  Transcript: "Transcript",
  TranscriptShortened: "The transcript was shortened.",
  TranscriptFailed: "The message could not be transcribed.",
  TranscriptNone: "There is no transcript yet.",
  VoicemailDeleted: "The recording and its transcript were deleted.",

  BlockNotYours: "Another agent has this task.",
  BlockNotAccepted: "Accept the task first.",
  BlockInWrapUp: "The task is in wrap-up.",
  BlockEnded: "The task has ended.",
  BlockRequeued: "The request is already back in the queue.",
  BlockPlacingCall: "The call is being placed.",
  BlockRequeueing: "The request is being put back in the queue.",
  BlockCallingThisContact: "You are on a call with this contact.",
  BlockOnACall: "You are on another call.",
  BlockOffline: "You are offline. Change your activity to place calls.",
  BlockDiallingOff: "Outbound calls are not enabled. Ask your administrator.",

  CallProblemTaskNotHere: "The call was not placed: the task is no longer with you.",
  CallProblemInvalidNumber: "The call was not placed: Flex does not accept the number.",
  CallProblemNotInQueue: "The call was not placed: you are not a member of this queue.",
  CallProblemNotSetUp: "The call was not placed: the queue or caller ID for outbound calls is missing.",
  CallProblemNotStarted: "The call was not started. Check your microphone and your connection.",
  CallProblemRefused: "The call was not placed: Flex refused it.",
  CallProblemOnACall: "The call was not placed: you are on another call.",
  CallProblemOffline: "The call was not placed: you are offline.",
  CallProblemDiallingOff: "The call was not placed: outbound calls are not enabled.",
  CallProblemUnavailable: "The call could not be placed at the moment.",

  RequeueProblemAttemptsUsedUp: "All attempts are used up. Complete the task.",
  RequeueProblemNotWithAgent: "The task is no longer with an agent, so it was not put back.",
  RequeueProblemNotAllowed: "You may not put this task back in the queue.",
  RequeueProblemTaskNotFound: "The task no longer exists, so it was not put back.",
  RequeueProblemSessionEnded: "Your session has ended. Log in again.",
  RequeueProblemUnavailable: "The queue cannot be reached at the moment. The request was not put back.",
  RequeueProblemRejected: "The request could not be put back in the queue.",
  FinishProblem: "The task could not be ended.",

  AttemptsUsedUp: "This is the last attempt. Complete the task when you are done.",
  BackInQueue: "The request is back in the queue. Finish this task.",
  NoticeRequeued: "The request is back in the queue.",
  NoticeAttemptNotRecorded: "The outcome of the call could not be recorded.",
} as const;

export type StringKey = keyof typeof enUS;

export type Strings = Readonly<Record<StringKey, string>>;
