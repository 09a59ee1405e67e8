import type { CallOff } from "../../../../src/ports/clock.ts";
import type { LocalAccount } from "../../account.ts";
import type { AdvanceableClock } from "../../clock.ts";
import { EventBus } from "./events.ts";
import type {
  Activity,
  Reservation,
  Task,
  TaskChannel,
  TaskQueue,
  Worker,
  WorkerChannel,
  Workflow,
  Workspace,
} from "./model.ts";

/** The records of the workspace and their deadlines. The other files of this folder have the rules. */
export class WorkspaceState {
  readonly account: LocalAccount;
  readonly clock: AdvanceableClock;
  readonly events = new EventBus();
  /**
   * Whether a task that has ended is reported as `task.system-deleted` when it vanishes. Sources disagree: Twilio's
   * reference names only the end of a day with an agent, others list it for every task that has ended.
   */
  reportsEveryRemoval = false;
  /** How long it takes, in milliseconds, until an agent who has accepted a task has its caller. */
  bridgesFor: (taskSid: string) => number = () => 0;

  readonly tasks = new Map<string, Task>();
  readonly reservations = new Map<string, Reservation>();
  readonly workers = new Map<string, Worker>();
  readonly workerChannels = new Map<string, WorkerChannel>();
  readonly activities = new Map<string, Activity>();
  readonly taskQueues = new Map<string, TaskQueue>();
  readonly taskChannels = new Map<string, TaskChannel>();
  readonly workflows = new Map<string, Workflow>();
  readonly #deadlines = new Map<string, CallOff>();
  readonly #reservationsOfTask = new Map<string, string[]>();
  #workspace: Workspace | undefined;

  constructor(account: LocalAccount, clock: AdvanceableClock) {
    this.account = account;
    this.clock = clock;
  }

  get workspace(): Workspace {
    if (!this.#workspace) throw new Error("The workspace was not set up.");

    return this.#workspace;
  }

  set workspace(workspace: Workspace) {
    this.#workspace = workspace;
  }

  changeTask(task: Task, changes: Partial<Task>): Task {
    const changed = { ...task, ...changes, dateUpdated: this.clock.time(), version: task.version + 1 };
    this.tasks.set(task.sid, changed);

    return changed;
  }

  /** Places a new task for the first time. This counts as no change: Twilio's documentation shows its ETag as 0. */
  placeTask(task: Task, changes: Partial<Task>): Task {
    const placed = { ...task, ...changes };
    this.tasks.set(task.sid, placed);

    return placed;
  }

  addReservation(reservation: Reservation): void {
    this.reservations.set(reservation.sid, reservation);
    const ofTask = this.#reservationsOfTask.get(reservation.taskSid) ?? [];
    this.#reservationsOfTask.set(reservation.taskSid, [...ofTask, reservation.sid]);
  }

  changeReservation(reservation: Reservation, changes: Partial<Reservation>): Reservation {
    const changed = {
      ...reservation,
      ...changes,
      dateUpdated: this.clock.time(),
      version: reservation.version + 1,
    };
    this.reservations.set(reservation.sid, changed);

    return changed;
  }

  changeWorker(worker: Worker, changes: Partial<Worker>): Worker {
    const changed = { ...worker, ...changes, dateUpdated: this.clock.time(), version: worker.version + 1 };
    this.workers.set(worker.sid, changed);

    return changed;
  }

  /** Removes a task and its reservations: https://www.twilio.com/docs/taskrouter/api/reservations */
  removeTask(task: Task): void {
    this.tasks.delete(task.sid);
    for (const sid of this.#reservationsOfTask.get(task.sid) ?? []) {
      this.reservations.delete(sid);
      this.cancelDeadline(`reservation ${sid}`);
    }
    this.#reservationsOfTask.delete(task.sid);
    for (const kind of ["time to live", "assigned", "gone", "target"])
      this.cancelDeadline(`${kind} ${task.sid}`);
  }

  reservationsOf(taskSid: string): readonly Reservation[] {
    return (this.#reservationsOfTask.get(taskSid) ?? []).flatMap((sid) => this.reservations.get(sid) ?? []);
  }

  /** Sets or moves the deadline of that name. */
  setDeadline(name: string, at: number, run: () => void): void {
    this.cancelDeadline(name);
    this.#deadlines.set(
      name,
      this.clock.after(at - this.clock.time(), () => {
        this.#deadlines.delete(name);
        run();
      }),
    );
  }

  cancelDeadline(name: string): void {
    this.#deadlines.get(name)?.();
    this.#deadlines.delete(name);
  }

  clear(): void {
    for (const name of [...this.#deadlines.keys()]) this.cancelDeadline(name);
    for (const records of [this.tasks, this.reservations, this.workers, this.workerChannels]) records.clear();
    for (const records of [this.activities, this.taskQueues, this.taskChannels, this.workflows])
      records.clear();
    this.#reservationsOfTask.clear();
    this.reportsEveryRemoval = false;
  }
}
