import {
  createTwilio,
  type Reservation,
  type Task,
  type Twilio,
  type TwilioOptions,
} from "../../local/twilio/index.ts";
import type { ManualClock } from "../../src/adapters/memory/manual-clock.ts";
import { workflowConfiguration } from "../../src/adapters/setup/workflow-configuration.ts";
import { loadDocuments } from "../../src/adapters/sync/sync-ledger.ts";
import { fetchTransport } from "../../src/adapters/twilio-rest/transport.ts";
import { DEFAULT_MAX_ATTEMPTS } from "../../src/domain/retry/requeue.ts";
import { DEFAULT_OWNER_WAIT_SECONDS, DEFAULT_RETRY_DELAYS } from "../../src/domain/retry/retry-delays.ts";
import { queueFilters } from "../../src/domain/setup/queue-filters.ts";
import { ledgerModule } from "../../src/entrypoints/functions/modules/ledger.ts";
import { queueModule } from "../../src/entrypoints/functions/modules/queue.ts";
import { buildContainer } from "../../src/entrypoints/functions/serve.ts";
import { type Bindings, TOKENS } from "../../src/entrypoints/functions/tokens.ts";
import type { Announcements } from "../../src/ports/announcements.ts";
import type { Centre, Link, Login, Offer, Plant, QueueTask, TaskNews, Trip } from "./centre.ts";
import type { Fault } from "./weather.ts";

// Loading takes a time of its own, in which the simulation's clock would run ahead.
await loadDocuments();

const MP3 = Uint8Array.from([0xff, 0xfb, 0x90, 0x00, 1, 2, 3, 4]);

/** The real adapters over the local Twilio, with the workflow that `provision` writes. */
export class TwilioCentre implements Centre {
  readonly twilio: Twilio;
  readonly environment: Readonly<Record<string, string>>;
  readonly authToken: string;
  readonly #receiver: Announcements | undefined;
  readonly agents: readonly Login[];
  readonly supervisor: Login;

  constructor(
    clock: ManualClock,
    environment: Readonly<Record<string, string>> = {},
    { receiver, ...options }: Pick<TwilioOptions, "sendEvents"> & { readonly receiver?: Announcements } = {},
  ) {
    this.#receiver = receiver;
    this.twilio = createTwilio({ clock, ...options });
    const { account, store } = this.twilio;
    this.authToken = account.authToken;
    this.agents = [
      { name: "Ann", token: account.tokens.agent, workerSid: account.workerSid },
      { name: "Ben", token: account.tokens.agent2, workerSid: account.secondWorkerSid },
    ];
    this.supervisor = {
      name: "Sue",
      token: account.tokens.supervisor,
      workerSid: account.supervisorWorkerSid,
    };
    this.environment = {
      ACCOUNT_SID: account.accountSid,
      AUTH_TOKEN: account.authToken,
      TWILIO_FLEX_WORKSPACE_SID: account.workspaceSid,
      TWILIO_FLEX_CALLBACK_WORKFLOW_SID: account.workflowSid,
      TWILIO_SYNC_SERVICE_SID: account.syncServiceSid,
      TWILIO_API_ORIGIN: "http://twilio.example/__twilio",
      CALLBACK_LEDGER_KEY: "the simulation's own key",
      ...environment,
    };
    const queues = {
      live: account.taskQueueSid,
      hold: account.everyoneQueueSid,
      ownerWaitSeconds: DEFAULT_OWNER_WAIT_SECONDS,
    };
    const filters = queueFilters({ maxAttempts: DEFAULT_MAX_ATTEMPTS }, DEFAULT_RETRY_DELAYS);
    store.updateWorkflow(account.workflowSid, {
      configuration: JSON.stringify(workflowConfiguration(filters, queues)),
    });
  }

  partsOf({ clock, chance, log, travel }: Link, plant: Plant | undefined): Bindings {
    const Transport = fetchTransport((request) => travel(this.#tripOf(request)));
    const own = {
      Clock: clock,
      Chance: chance,
      Log: log,
      Transport,
      ...(this.#receiver && { Announcements: this.#receiver }),
    };
    if (!plant) return own;

    const container = buildContainer(this.environment, [queueModule, ledgerModule], own);
    return { ...own, ...plant(container.get(TOKENS.OnceNeeds)) };
  }

  watch(listener: (news: TaskNews, task: QueueTask) => void): void {
    this.twilio.store.subscribe((event) => {
      if (!("task" in event)) return;
      const task = queueTask(event.task);
      switch (event.kind) {
        case "task.created":
          return listener("made", task);
        case "task.canceled":
        case "task.completed":
        case "task.deleted":
          return listener("ended", task);
        case "reservation.created":
          return listener("offered", task);
        default:
          return listener("changed", task);
      }
    });
  }

  start(agent: Login, onOffer: (offer: Offer) => void): void {
    this.twilio.store.subscribe((event) => {
      if (event.kind === "reservation.created" && event.worker.sid === agent.workerSid)
        onOffer(this.#offerOf(event.reservation));
    });
    this.isBack(agent);
  }

  isBack(agent: Login): void {
    const { store, account } = this.twilio;
    store.updateWorker(agent.workerSid, { activitySid: account.activitySids.available });
  }

  record(): string {
    return this.twilio.recordings.add({ mp3: MP3 }).sid;
  }

  hasRecording(sid: string): boolean {
    return this.twilio.recordings.list().some((recording) => recording.sid === sid);
  }

  violations(): readonly string[] {
    return this.twilio.contract.violations.map((violation) => JSON.stringify(violation).slice(0, 300));
  }

  #offerOf({ sid, taskSid }: Reservation): Offer {
    const { store } = this.twilio;
    const status = () => store.state.reservations.get(sid)?.status;

    return {
      taskSid,
      accept: () => {
        if (status() !== "pending") return false;
        store.acceptReservation(sid);

        return true;
      },
      complete: () => {
        if (status() === "accepted" || status() === "wrapping") store.completeReservation(sid);
      },
    };
  }

  #tripOf(request: Request): Trip<Response> {
    const { pathname, search } = new URL(request.url);
    const [, , host = "", ...path] = pathname.split("/");
    const service = host.split(".")[0] ?? host;

    return {
      service,
      text: `${request.method} ${service} ${path.slice(-2).join("/")}${search.slice(0, 60)}`,
      creates: request.method === "POST" && service === "taskrouter" && path.at(-1) === "Tasks",
      act: async () => this.twilio.app.fetch(request),
      spoiled,
      inWords: ({ status }) => String(status),
    };
  }
}

function queueTask(task: Task): QueueTask {
  return {
    sid: task.sid,
    attributes: task.attributes,
    status: task.assignmentStatus,
    channel: task.taskChannelSid,
    workflow: task.workflowSid,
    priority: task.priority,
    place: task.virtualStartTime,
  };
}

async function spoiled({ answer }: Fault): Promise<Response> {
  switch (answer) {
    case "none":
      return new Promise(() => undefined);
    case "reset":
      throw lost("ECONNRESET");
    case "refused":
      throw lost("ECONNREFUSED");
    default: {
      const { status, body, type, headers } = answer;

      return new Response(body, { status, headers: { "Content-Type": type, ...headers } });
    }
  }
}

function lost(code: string): Error {
  return Object.assign(new Error(code), { code });
}
