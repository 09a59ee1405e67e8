import { descriptionOf, type EventData, eventData, resourceOf } from "./event-data.ts";
import type { WorkspaceEvent } from "./events.ts";
import type { WorkspaceState } from "./state.ts";

/** One event, as TaskRouter wrote it down when it happened. */
export interface LoggedEvent {
  readonly sid: string;
  readonly kind: WorkspaceEvent["kind"];
  readonly at: number;
  readonly description: string;
  readonly resource: { readonly type: "task" | "reservation" | "worker"; readonly sid: string };
  readonly data: EventData;
}

/** https://www.twilio.com/docs/taskrouter/api/event */
const KEPT_MS = 30 * 86_400_000;

/** TaskRouter's own log of a workspace. It also tells of tasks that are gone. */
export class EventLog {
  /**
   * Whether a long list has links to its other pages. Twilio's OpenAPI file declares them; the page of the resource
   * says that paging is not supported.
   */
  hasPages = true;

  readonly #state: WorkspaceState;
  #events: LoggedEvent[] = [];
  #written = 0;
  readonly #listeners = new Set<(event: LoggedEvent) => void>();

  constructor(state: WorkspaceState) {
    this.#state = state;
    state.events.subscribe((event) => this.#write(event));
  }

  /** The latest first. */
  list(): readonly LoggedEvent[] {
    this.#forgetOld();

    return this.#events.toReversed();
  }

  /** Calls `listener` with each event from now on. */
  onWritten(listener: (event: LoggedEvent) => void): void {
    this.#listeners.add(listener);
  }

  clear(): void {
    this.#events = [];
    this.hasPages = true;
  }

  #write(event: WorkspaceEvent): void {
    this.#written += 1;
    const logged: LoggedEvent = {
      // Not drawn: a run that can be repeated draws the SIDs that it is about.
      sid: `EV${this.#written.toString(16).padStart(32, "0")}`,
      kind: event.kind,
      at: this.#state.clock.time(),
      description: descriptionOf(event),
      resource: resourceOf(event),
      data: eventData(this.#state, event),
    };
    this.#events.push(logged);
    for (const listener of this.#listeners) listener(logged);
  }

  #forgetOld(): void {
    const oldest = this.#state.clock.time() - KEPT_MS;
    if ((this.#events[0]?.at ?? oldest) < oldest)
      this.#events = this.#events.filter(({ at }) => at >= oldest);
  }
}
