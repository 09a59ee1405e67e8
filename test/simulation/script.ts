import type { TwilioCall } from "./history.ts";
import { type Fate, type Fault, faultNamed } from "./weather.ts";

interface Line {
  /** Stands in the call's text, such as `POST taskrouter Tasks/`. */
  readonly call: RegExp;
  readonly what: { readonly fault: Fault } | { readonly fate: Fate; readonly when: "before" | "after" };
  left: number;
}

/** What goes wrong in a story that is told on purpose: each line for the next calls that match it. */
export class Script {
  readonly #lines: Line[] = [];

  fails(call: RegExp, fault: string, times = 1): void {
    this.#lines.push({ call, what: { fault: faultNamed(fault) }, left: times });
  }

  dies(when: "before" | "after", call: RegExp): void {
    this.#lines.push({ call, what: { fate: { kind: "dies" }, when }, left: 1 });
  }

  freezes(when: "before" | "after", call: RegExp, forMs: number): void {
    this.#lines.push({ call, what: { fate: { kind: "freezes", forMs }, when }, left: 1 });
  }

  clear(): void {
    this.#lines.length = 0;
  }

  faultOf({ text }: TwilioCall): Fault | undefined {
    const line = this.#lines.find(({ call, what, left }) => left > 0 && "fault" in what && call.test(text));
    if (!line || !("fault" in line.what)) return undefined;
    line.left -= 1;

    return line.what.fault;
  }

  fateOf({ text }: TwilioCall, when: "before" | "after"): Fate | undefined {
    const line = this.#lines.find(
      ({ call, what, left }) => left > 0 && "fate" in what && what.when === when && call.test(text),
    );
    if (!line || !("fate" in line.what)) return undefined;
    line.left -= 1;

    return line.what.fate;
  }
}
