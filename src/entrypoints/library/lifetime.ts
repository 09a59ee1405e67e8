/**
 * The life of a request beyond its tasks: what a task's end means, following it, telling other systems, removing a
 * person, and what supervisors do with open requests. For whoever runs this beside another queue; the functions and the commands have it wired up.
 *
 * @packageDocumentation
 */
export { type Announce, makeAnnounce } from "../../application/announce.ts";
export { type FollowEnd, type FollowOutcome, makeFollowEnd } from "../../application/follow-end.ts";
export {
  type ForgetContact,
  type ForgetNeeds,
  type ForgetStep,
  makeForgetContact,
} from "../../application/forget-contact.ts";
export { makeNoteServed, type NoteServed } from "../../application/note-served.ts";
export type { Supervised } from "../../application/once/supervise.ts";
export {
  type AssignCallback,
  type AssignOutcome,
  makeAssignCallback,
} from "../../application/supervisor/assign-callback.ts";
export { makeCancelBySupervisor } from "../../application/supervisor/cancel-by-supervisor.ts";
export {
  type ExpediteCallback,
  makeExpediteCallback,
  type SupervisedOutcome,
} from "../../application/supervisor/expedite-callback.ts";
export {
  type ListAgents,
  type ListAgentsOutcome,
  makeListAgents,
} from "../../application/supervisor/list-agents.ts";
export { makeListCallbacks } from "../../application/supervisor/list-callbacks.ts";
export { makeReportRequests, type ReportRequests } from "../../application/supervisor/report-requests.ts";
export { makeSweep, type Sweep, type SweepOptions, type SweepStep } from "../../application/sweep.ts";
export { makeTakeEvents, type TakeEvents } from "../../application/take-events.ts";
export { type AfterTaskEnd, afterTaskEnd, type RequestEnd } from "../../domain/after-task-end.ts";
export { ANNOUNCEMENT_KINDS, type Announcement, type AnnouncementKind } from "../../domain/announcement.ts";
export type { ServedCall, ServedPolicy } from "../../domain/served.ts";
export {
  type Figures,
  REPORT_PARTS,
  type Report,
  type ReportedPart,
  type ReportPart,
  type ReportPolicy,
} from "../../domain/supervisor/report.ts";
