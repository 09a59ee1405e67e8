// Inversify itself loads this part. The whole package would add another 13 kB.
import "reflect-metadata/lite";
import type {
  EnvironmentVariables,
  GlobalTwilio,
  ServerlessEventObject,
  ServerlessFunctionSignature,
  TwilioResponse,
} from "@twilio-labs/serverless-runtime-types/types.js";
import { Container, type ContainerModule, type ServiceIdentifier } from "inversify";
import { type Answer, misconfigured } from "../../adapters/functions/answer.ts";
import { Deadline } from "../../adapters/functions/deadline.ts";
import type { AnswerToAgent } from "../../adapters/functions/flex-request.ts";
import { type HandlerNeeds, respond } from "../../adapters/functions/handler.ts";
import { DEFAULT_FLEX_ORIGINS } from "../../adapters/functions/origins.ts";
import type { FunctionEvent } from "../../adapters/functions/parameters.ts";
import { ConsoleLog } from "../../adapters/system/console-log.ts";
import { SystemClock } from "../../adapters/system/system-clock.ts";
import { coreModule, FUNCTION_BUDGET } from "./modules/core.ts";
import { Misconfigured, readSettings } from "./settings.ts";
import { type AnswerToAnyone, type Bindings, TOKENS } from "./tokens.ts";

/** What a function is wired from: the runtime's context, or the environment of another server. */
export type FunctionContext = Readonly<Record<string, unknown>>;

/** The form in which Twilio's runtime calls a function. */
type Signature = ServerlessFunctionSignature<EnvironmentVariables, ServerlessEventObject & FunctionEvent>;

export interface FunctionHandler extends Signature {
  /** The wired function for this environment, for other servers than Twilio's. */
  servedIn(environment: FunctionContext, bindings?: Bindings): Served;
}

/** A wired function. */
export type Served = Pick<HandlerNeeds, "answer" | "origins" | "log" | "deadline" | "fallback">;

/** A function that only Twilio calls. The runtime has checked the signature. */
export function serveTwilio(
  answer: ServiceIdentifier<AnswerToAnyone>,
  ...modules: ContainerModule[]
): FunctionHandler {
  return serve(modules, (container) => ({ answer: container.get(answer) }));
}

/** A function that Twilio asks what a call does next. It answers every fault with what does not lose the call. */
export function serveCall(
  answer: ServiceIdentifier<AnswerToAnyone>,
  fallback: (event: FunctionEvent) => Answer,
  ...modules: ContainerModule[]
): FunctionHandler {
  return serve(modules, (container) => ({ answer: container.get(answer), fallback }), { fallback });
}

/** A function that the Flex UI calls for an agent. */
export function serveFlex(
  answer: ServiceIdentifier<AnswerToAgent>,
  ...modules: ContainerModule[]
): FunctionHandler {
  return serve(
    modules,
    (container) => ({
      answer: container.get(TOKENS.ForAgents)(container.get(answer)),
      origins: container.get(TOKENS.Settings).FLEX_ORIGINS,
    }),
    { origins: DEFAULT_FLEX_ORIGINS },
  );
}

/** Wires the function once in a process, at its first request, because the environment is unknown before. */
function serve(
  modules: ContainerModule[],
  wire: (container: Container) => Pick<Served, "answer" | "origins" | "fallback">,
  untilWired: Pick<Served, "origins" | "fallback"> = {},
): FunctionHandler {
  let served: Served | undefined;

  const handler = async (...[context, event, callback]: Parameters<Signature>): Promise<void> => {
    served ??= servedIn(context);
    await respond(event, callback, { ...served, newResponse });
  };

  return Object.assign(handler, { servedIn });

  function servedIn(context: FunctionContext, bindings: Bindings = {}): Served {
    try {
      const container = buildContainer(context, modules, bindings);
      return {
        ...wire(container),
        log: container.get(TOKENS.Log),
        deadline: container.get(TOKENS.Deadline),
      };
    } catch (fault) {
      if (!(fault instanceof Misconfigured)) throw fault;
      return { ...servedWithout(fault), ...untilWired };
    }
  }
}

/** Answers every request with what the environment lacks. */
function servedWithout({ message }: Misconfigured): Served {
  const log = new ConsoleLog();
  log.error("misconfigured", { message });

  return {
    answer: async () => misconfigured(message),
    log,
    deadline: new Deadline(new SystemClock(), FUNCTION_BUDGET),
  };
}

/**
 * @param bindings replace bindings of the modules
 * @throws {Misconfigured}
 */
export function buildContainer(
  environment: FunctionContext,
  modules: readonly ContainerModule[],
  bindings: Bindings = {},
): Container {
  const container = new Container({ defaultScope: "Singleton", jitless: true });
  container.load(coreModule(readSettings(environment)), ...modules);
  for (const [name, value] of Object.entries(bindings)) {
    const token: ServiceIdentifier = TOKENS[name as keyof Bindings];
    if (container.isBound(token)) container.rebind(token).toConstantValue(value);
  }

  return container;
}

/** The runtime's own global. */
declare const Twilio: Pick<GlobalTwilio, "Response">;

function newResponse(): TwilioResponse {
  return new Twilio.Response();
}
