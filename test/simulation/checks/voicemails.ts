import type { Breaks } from "../demands.ts";
import type { FunctionCall, History } from "../history.ts";
import { isOpenAt, wireOf } from "./wire.ts";

/** What was said is where the next agent sees it, until it is deleted: then it is nowhere. */
export function checkVoicemails(
  history: History,
  hasRecording: (sid: string) => boolean,
  breaks: Breaks,
): void {
  for (const call of history.functionCalls) {
    if (call.form.TranscriptionText !== undefined)
      checkTranscript(call, call.form.TranscriptionText, history, breaks);
    if (call.what === "delete") checkDeletion(call, history, hasRecording, breaks);
  }
}

function checkTranscript(call: FunctionCall, words: string, history: History, breaks: Breaks): void {
  const { answeredAt } = call;
  const isTaken = call.status === 200 && call.body?.transcript !== "task-gone";
  const isDeleted = history.functionCalls.some(({ what, key }) => what === "delete" && key === call.key);
  if (answeredAt === undefined || !isTaken || isDeleted) return;
  const last = history.tasksOf(call.key).at(-1);
  if (last && isOpenAt(last, answeredAt) && !last.attributes.includes(words))
    breaks(
      "transcript-lost",
      `${call.id} is not on ${last.sid} of ${call.key}`,
      call.key,
      call.sentAt,
      answeredAt,
    );
}

function checkDeletion(
  call: FunctionCall,
  history: History,
  hasRecording: (sid: string) => boolean,
  breaks: Breaks,
): void {
  const { answeredAt } = call;
  if (answeredAt === undefined || call.answeredWith !== 200) return;
  const words = history.functionCalls.find(
    ({ key, form }) => key === call.key && form.TranscriptionText !== undefined,
  )?.form.TranscriptionText;
  for (const task of history.tasksOf(call.key)) {
    const recordingSid = wireOf(task).callBackData?.RecordingSid;
    if (recordingSid !== undefined && hasRecording(recordingSid))
      breaks("deleted-lives-on", `the recording of ${task.sid}`, call.key);
    if (words !== undefined && isOpenAt(task, answeredAt) && task.attributes.includes(words))
      breaks(
        "deleted-lives-on",
        `the words of ${call.key} stand on ${task.sid}`,
        call.key,
        call.sentAt,
        answeredAt,
      );
  }
}
