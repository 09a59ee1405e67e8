import { Hono } from "hono";
import { type LocalAccount, localAccount } from "./account.ts";
import { type AdvanceableClock, createClock } from "./clock.ts";
import { accountControls } from "./controls/account.ts";
import { eventControls } from "./controls/events.ts";
import { outboundCallControls } from "./controls/outbound-calls.ts";
import { phoneControls } from "./controls/phones.ts";
import { recordingControls } from "./controls/recordings.ts";
import { controlRoutes } from "./controls/routes.ts";
import { socketControls } from "./controls/sockets.ts";
import { timeAndStateControls } from "./controls/time-and-state.ts";
import { Deliveries, type SendEvents } from "./events/deliveries.ts";
import { eventStreamsRoutes } from "./events/routes.ts";
import { Sinks } from "./events/sinks.ts";
import { createEventBridge } from "./flex/event-bridge/index.ts";
import type { BridgeSockets } from "./flex/event-bridge/sockets.ts";
import { FlexConfiguration } from "./flex/flex-api/configuration.ts";
import { PluginService } from "./flex/flex-api/plugin-service.ts";
import { flexApiRoutes } from "./flex/flex-api/routes.ts";
import { createTwilsock, type TwilsockSockets } from "./flex/twilsock/sockets.ts";
import { iamRoutes } from "./iam/routes.ts";
import { notFound, notServed, Refusal } from "./refusal.ts";
import { domainRoutes, type RunFunction } from "./serverless/domains.ts";
import { serverlessRoutes } from "./serverless/routes.ts";
import { ServerlessStore } from "./serverless/store.ts";
import { uploadRoutes } from "./serverless/uploads.ts";
import { Executions } from "./studio/executions.ts";
import { StudioFlows } from "./studio/flows.ts";
import { studioRoutes } from "./studio/routes.ts";
import { flowWebhookRoutes } from "./studio/webhook-routes.ts";
import { SyncDocuments } from "./sync/documents.ts";
import { syncRoutes } from "./sync/routes.ts";
import { SyncServices } from "./sync/services.ts";
import { taskRouterRoutes } from "./taskrouter/rest/routes.ts";
import { Store } from "./taskrouter/store/store.ts";
import { findTaskChannel } from "./taskrouter/store/task-requests.ts";
import { Calls } from "./telephony/calls.ts";
import { Handsets } from "./telephony/handsets.ts";
import { VoiceQueues } from "./telephony/line/voice-queue.ts";
import { PhoneCalls } from "./telephony/phone-calls.ts";
import { PhoneNetwork } from "./telephony/phone-network.ts";
import { RecordingLibrary } from "./telephony/recordings.ts";
import { isPublicMedia } from "./telephony/rest/media.ts";
import { apiRoutes } from "./telephony/rest/routes.ts";
import { BatchTranscriptions } from "./voice/batch-transcriptions.ts";
import { voiceRoutes } from "./voice/routes.ts";
import { Contract, isTwilios, type WireRequest } from "./wire/contract.ts";
import { dated } from "./wire/http/dates.ts";
import { TWILIO_PREFIX } from "./wire/http/exchange.ts";
import { Faults } from "./wire/http/faults.ts";
import { ConnectionReset, gate } from "./wire/http/gate.ts";
import { type LoggedRequest, RequestLog } from "./wire/http/request-log.ts";
import type { SocketHost } from "./wire/sockets.ts";

export type { FlexTokens, LocalAccount } from "./account.ts";
export type { AdvanceableClock } from "./clock.ts";
export type { WorkspaceEvent } from "./taskrouter/store/events.ts";
export type * from "./taskrouter/store/model.ts";
export type { Store } from "./taskrouter/store/store.ts";
export type { Violation } from "./wire/contract.ts";
export type { Fault } from "./wire/http/faults.ts";
export type { LoggedRequest } from "./wire/http/request-log.ts";

export interface TwilioOptions {
  readonly clock?: AdvanceableClock;
  /** Replaces parts of the made-up account. */
  readonly account?: Partial<LocalAccount>;
  /** Runs a deployed public function. Absent: the function answers 501. */
  readonly runFunction?: RunFunction;
  /** Sends a request of Event Streams. Absent: to a deployed service of this account, or over the network. */
  readonly sendEvents?: SendEvents;
}

/** The local Twilio: Twilio's REST APIs, and the hosts that Flex uses, over one store. */
export interface Twilio {
  /** Serves `/__twilio/<host>/…`. Mount it at the root. */
  readonly app: Hono;
  /** Serves `/__local/…`: the controls for tests and people, and the page that lists them. */
  readonly controls: Hono;
  /** The websockets of the Flex UI, for `attachSockets`. */
  readonly sockets: readonly SocketHost[];
  readonly account: LocalAccount;
  readonly store: Store;
  readonly documents: SyncDocuments;
  readonly syncServices: SyncServices;
  readonly serverless: ServerlessStore;
  readonly flows: StudioFlows;
  readonly flexConfiguration: FlexConfiguration;
  readonly pluginService: PluginService;
  /** The telephone network. */
  readonly calls: Calls;
  /** Calls that come in. */
  readonly phoneCalls: PhoneCalls;
  /** The telephones that they come from. */
  readonly phones: PhoneNetwork;
  /** Those that agents can call. */
  readonly handsets: Handsets;
  readonly voiceQueues: VoiceQueues;
  readonly eventBridge: BridgeSockets;
  readonly twilsock: TwilsockSockets;
  readonly recordings: RecordingLibrary;
  /** Event Streams: where events go, and how they come. */
  readonly sinks: Sinks;
  readonly deliveries: Deliveries;
  readonly batchTranscriptions: BatchTranscriptions;
  readonly clock: AdvanceableClock;
  readonly faults: Faults;
  readonly contract: Contract;
  /** The latest requests, oldest first. */
  readonly requests: readonly LoggedRequest[];
  /** Returns to the state at the start. Time goes on, and subscribers and violations found so far stay. */
  reset(): void;
  /** Calls `listener` after every reset. */
  onReset(listener: () => void): void;
}

export function createTwilio(options: TwilioOptions = {}): Twilio {
  const account = localAccount(options.account);
  const clock = options.clock ?? createClock();
  const store = new Store(account, clock);
  const documents = new SyncDocuments(account, clock);
  const syncServices = new SyncServices(account, clock, documents);
  const serverless = new ServerlessStore(account, clock);
  const flows = new StudioFlows(account, clock);
  const flexConfiguration = new FlexConfiguration(account);
  const pluginService = new PluginService(account, clock);
  const recordings = new RecordingLibrary(account, clock);
  const batchTranscriptions = new BatchTranscriptions(clock, recordings);
  const handsets = new Handsets(clock);
  const calls = new Calls(store, handsets);
  const phoneCalls = new PhoneCalls(clock);
  const bridge = createEventBridge(store, calls);
  const twilsock = createTwilsock(store);
  const sinks = new Sinks(clock);
  const app = new Hono();
  const send = throughStudio(app, options.sendEvents ?? senderThrough(app));
  const moveCall = (callSid: string, url: string) => {
    if (phones.find(callSid)?.state !== "ended") phoneCalls.move(callSid, { url, method: "POST" });
  };
  const executions = new Executions({ account, clock, flows, send, moveCall });
  const voiceQueues = new VoiceQueues(account, store);
  // Whoever moves the clock on leaves those who answer as much time as before.
  const patience = options.clock ?? createClock();
  const lineNeeds = { account, clock, patience, calls: phoneCalls, queues: voiceQueues, recordings, send };
  const phones = new PhoneNetwork(lineNeeds, store);
  handsets.engagedBy((number) => phones.isEngaged(number));
  const deliveries = new Deliveries({ account, clock, sinks, log: store.log, send });
  const faults = new Faults();
  const contract = new Contract();
  const requests = new RequestLog();
  const resetListeners: (() => void)[] = [];
  const reset = () => {
    const parts = [syncServices, serverless, flows, flexConfiguration, pluginService, faults, requests];
    for (const part of [
      ...parts,
      recordings,
      batchTranscriptions,
      calls,
      phones,
      handsets,
      voiceQueues,
      executions,
      phoneCalls,
      sinks,
      deliveries,
    ])
      part.clear();
    store.reset();
    for (const listener of resetListeners) listener();
  };

  const isPublic = (request: WireRequest) => isPublicMedia(recordings, request);
  const atTheGate = gate({ account, clock, contract, faults, requests, isPublic });
  app.onError((error) => answerTo(error));
  const serve = (host: string, routes: Hono) => {
    const prefix = `${TWILIO_PREFIX}${host}`;
    app.use(`${prefix}/*`, dated(clock));
    app.route(prefix, routes);
    app.all(`${prefix}/*`, (c) => {
      const path = c.req.path.slice(prefix.length);
      if (isTwilios({ method: c.req.method, host, path })) throw notServed(c.req.method, host, path);
      throw notFound(path.replace(/^\/(v\d+|2010-04-01)(?=\/)/, ""));
    });
  };
  const serveRest = (host: string, routes: Hono) =>
    serve(host, new Hono().use("*", atTheGate).route("/", routes));
  serveRest("taskrouter.twilio.com", taskRouterRoutes(store));
  serveRest("sync.twilio.com", syncRoutes(account, syncServices));
  serveRest("api.twilio.com", apiRoutes(account, recordings, phoneCalls, voiceQueues));
  serveRest("voice.twilio.com", voiceRoutes(account, batchTranscriptions));
  serveRest("iam.twilio.com", iamRoutes(account, clock));
  serveRest("events.twilio.com", eventStreamsRoutes(account, sinks, deliveries));
  app.route(TWILIO_PREFIX, domainRoutes(serverless, account, options.runFunction));
  serveRest("serverless.twilio.com", serverlessRoutes(serverless));
  serveRest("serverless-upload.twilio.com", uploadRoutes(serverless));
  serveRest("studio.twilio.com", studioRoutes(flows));
  serve("webhooks.twilio.com", flowWebhookRoutes(account, executions));
  const flexApi = {
    account,
    clock,
    configuration: flexConfiguration,
    plugins: pluginService,
    gate: atTheGate,
  };
  serve("flex-api.twilio.com", flexApiRoutes(flexApi));
  serve("event-bridge.twilio.com", bridge.routes);

  return {
    app,
    controls: controlRoutes([
      ...timeAndStateControls({ faults, clock, contract, reset }),
      ...recordingControls(recordings),
      ...outboundCallControls(calls),
      ...phoneControls({
        account,
        phones,
        handsets,
        flows,
        voiceChannelSid: () => findTaskChannel(store.state, "voice").sid,
      }),
      ...eventControls(store, deliveries),
      ...socketControls([bridge.sockets, twilsock]),
      ...accountControls(account),
    ]),
    sockets: [bridge.sockets, twilsock],
    account,
    store,
    documents,
    syncServices,
    serverless,
    flows,
    flexConfiguration,
    pluginService,
    calls,
    phoneCalls,
    phones,
    handsets,
    voiceQueues,
    eventBridge: bridge.sockets,
    twilsock,
    recordings,
    sinks,
    deliveries,
    batchTranscriptions,
    clock,
    faults,
    contract,
    requests: requests.lines,
    reset,
    onReset: (listener) => {
      resetListeners.push(listener);
    },
  };
}

/** What is deployed to this account's own domains is run here; other receivers are reached over the network. */
function senderThrough(app: Hono): SendEvents {
  return async (request) => {
    const { host } = new URL(request.url);

    return host.endsWith(".twil.io") ? app.request(here(request)) : fetch(request);
  };
}

/** Studio is part of Twilio. */
function throughStudio(app: Hono, send: SendEvents): SendEvents {
  return async (request) =>
    new URL(request.url).host === "webhooks.twilio.com" ? app.request(here(request)) : send(request);
}

function here(request: Request): Request {
  const { host, pathname, search } = new URL(request.url);

  return new Request(`http://localhost${TWILIO_PREFIX}${host}${pathname}${search}`, request);
}

/** Answers for an error. It rethrows a lost connection, so that `fetch` rejects without a socket. */
function answerTo(error: Error): Response {
  if (error instanceof Refusal) return error.toResponse();
  if (error instanceof ConnectionReset) throw error;
  console.error("The stand-in for Twilio failed:", error);

  return new Refusal(500, 20500, "Internal Server Error").toResponse();
}
