import type { LocalAccount } from "../account.ts";
import type { AdvanceableClock } from "../clock.ts";
import { badRequest } from "../refusal.ts";
import { newSid } from "../sids.ts";
import { signatureOf } from "../wire/signature.ts";
import type { StudioFlows } from "./flows.ts";
import type { Variables } from "./liquid.ts";
import { afterFlex, effectOf, type Widget } from "./widgets.ts";

interface Needs {
  readonly account: LocalAccount;
  readonly clock: AdvanceableClock;
  readonly flows: StudioFlows;
  readonly send: (request: Request) => Promise<Response>;
  /** Sends a call elsewhere, if it has not ended. */
  readonly moveCall: (callSid: string, url: string) => void;
}

interface Execution {
  readonly sid: string;
  readonly widget: string;
  /** What came with the call. */
  readonly trigger: Readonly<Record<string, string>>;
}

interface Definition {
  readonly initial_state: string;
  readonly states: readonly Widget[];
}

/** So long does Run Function wait: https://www.twilio.com/docs/studio/widget-library/run-function */
const FUNCTION_WITHIN_MS = 10_000;

/** Runs flows: a call asks for TwiML at the flow's address, and comes back there with what happened. */
export class Executions {
  readonly #needs: Needs;
  /** By call and flow. */
  readonly #running = new Map<string, Execution>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  clear(): void {
    this.#running.clear();
  }

  /** @returns TwiML */
  async answer(
    flowSid: string,
    event: string | undefined,
    call: Readonly<Record<string, string>>,
  ): Promise<string> {
    const { definition, status } = this.#needs.flows.flow(flowSid);
    if (status !== "published") throw badRequest(`The flow ${flowSid} is not published`);
    const { initial_state, states } = definition as Definition;
    const key = `${call.CallSid} ${flowSid}`;
    const before = event === undefined ? undefined : this.#running.get(key);
    if (event !== undefined && !before) throw badRequest(`The call is not in the flow ${flowSid}`);
    const { sid, trigger } = before ?? { sid: newSid("FN"), trigger: call };
    const variables = variablesOf(sid, flowSid, trigger);

    for (
      let name = before ? this.#next(states, before.widget, eventOf(event, call)) : initial_state;
      name;
    ) {
      const widget = widgetNamed(states, name);
      this.#running.set(key, { sid, widget: name, trigger });
      const effect = effectOf(widget, variables, (next) => addressOf(this.#needs.account, flowSid, next));
      switch (effect.kind) {
        case "twiml":
          if (effect.timeoutSeconds) this.#timeOut(key, flowSid, effect.timeoutSeconds);

          return `<Response>${effect.verbs}</Response>`;
        case "event":
          name = this.#next(states, name, effect.event);
          break;
        case "function":
          name = this.#next(states, name, await this.#ask(effect.url, effect.form));
      }
    }
    this.#running.delete(key);

    return "<Response><Hangup/></Response>";
  }

  #next(states: readonly Widget[], name: string, event: string): string {
    const { transitions } = widgetNamed(states, name);
    const found = transitions.find((each) => each.event === event);
    if (!found) throw badRequest(`The widget ${name} knows no ${event}`);

    return found.next ?? "";
  }

  async #ask(url: string, form: Readonly<Record<string, string>>): Promise<"success" | "fail"> {
    const { account, send } = this.#needs;
    const request = new Request(url, {
      method: "POST",
      headers: {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Twilio-Signature": signatureOf(account.authToken, url, form),
      },
      body: new URLSearchParams(form),
      signal: AbortSignal.timeout(FUNCTION_WITHIN_MS),
    });
    const answer = await send(request).catch(() => undefined);

    return answer?.ok ? "success" : "fail";
  }

  /** A redirect that has not come back in time goes on at Timeout. */
  #timeOut(key: string, flowSid: string, seconds: number): void {
    const { clock, moveCall, account } = this.#needs;
    const began = this.#running.get(key);
    clock.after(seconds * 1_000, () => {
      const [callSid = ""] = key.split(" ");
      if (this.#running.get(key) === began) moveCall(callSid, addressOf(account, flowSid, "timeout"));
    });
  }
}

/** https://www.twilio.com/docs/studio/widget-library/twiml-redirect */
function addressOf({ accountSid }: LocalAccount, flowSid: string, event: string): string {
  return `https://webhooks.twilio.com/v1/Accounts/${accountSid}/Flows/${flowSid}?FlowEvent=${event}`;
}

function eventOf(event: string | undefined, { QueueResult }: Readonly<Record<string, string>>): string {
  return event === "queueResult" ? afterFlex(QueueResult) : (event ?? "");
}

function widgetNamed(states: readonly Widget[], name: string): Widget {
  const widget = states.find((each) => each.name === name);
  if (!widget) throw badRequest(`There is no widget ${name}`);

  return widget;
}

/** https://www.twilio.com/docs/studio/user-guide/get-started#context-variables */
function variablesOf(sid: string, flowSid: string, trigger: Readonly<Record<string, string>>): Variables {
  const call = Object.entries(trigger).map(([name, value]) => [`trigger.call.${name}`, value]);

  return { ...Object.fromEntries(call), "flow.sid": sid, "flow.flow_sid": flowSid };
}
