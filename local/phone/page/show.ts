import type { ShownCall, Snapshot, WaitingTask } from "../snapshot.ts";
import { at } from "./elements.ts";

type Heard = ShownCall["heard"][number];

/** What a call does, in words. */
export function stateInWords(call: ShownCall | undefined): string {
  if (!call) return "No call";
  switch (call.state) {
    case "ringing":
      return `${call.other} calls`;
    case "with-agent":
      return call.pickedUpBy === "machine" ? "The agent hears your machine" : "You speak with an agent";
    case "recording":
      return "Speak now: it is recorded";
    case "listening":
      return `${call.other} listens for keys`;
    case "busy":
      return `In a call with ${call.other}`;
    case "ended":
      return endInWords(call);
  }
}

function endInWords({ pickedUpBy }: ShownCall): string {
  switch (pickedUpBy) {
    case "busy":
      return "The agent heard that you are busy";
    case "nobody":
      return "You let it ring";
    default:
      return "The call has ended";
  }
}

/** What was heard, as a line; `undefined` for what the state says already. */
function heardInWords({ kind, text }: Heard): string | undefined {
  switch (kind) {
    case "said":
      return text;
    case "played":
      return "♪ Music";
    case "beep":
      return "A tone";
    case "bridged":
      return "An agent answers";
    case "recorded":
      return text === "" ? "Recorded" : `Recorded: ${text}`;
    case "refused":
      return `Twilio cannot carry this out: ${text}`;
    case "ended":
      return undefined;
  }
}

/** Adds the lines that are not there yet: a screen reader reads them as they come. */
export function showHeard(list: HTMLElement, call: ShownCall | undefined): readonly Heard[] {
  if (list.dataset.call !== (call?.sid ?? "")) {
    list.replaceChildren();
    list.dataset.call = call?.sid ?? "";
    list.dataset.known = "0";
  }
  const news = (call?.heard ?? []).slice(Number(list.dataset.known));
  for (const each of news) {
    const words = heardInWords(each);
    if (words === undefined) continue;
    const line = document.createElement("p");
    line.textContent = words;
    if (each.kind !== "said") line.className = "other";
    list.append(line);
  }
  list.dataset.known = String(call?.heard.length ?? 0);
  if (news.length > 0) list.scrollTop = list.scrollHeight;

  return news;
}

const STATUSES: Readonly<Record<WaitingTask["status"], string>> = {
  pending: "waits",
  reserved: "is offered to an agent",
  assigned: "is with an agent",
  wrapping: "is being finished",
  completed: "is done",
  canceled: "is canceled",
};

export function showWorld({ waiting, faults, outbound }: Snapshot): void {
  const lines = waiting.map(({ what, who, status }) => `${who || "Somebody"}: ${what}, ${STATUSES[status]}`);
  const list = at("waiting", HTMLUListElement);
  const shown = lines.length === 0 ? ["Nobody waits."] : lines;
  if (list.dataset.shown !== shown.join("\n")) {
    list.dataset.shown = shown.join("\n");
    list.replaceChildren(
      ...shown.map((text) => {
        const line = document.createElement("li");
        line.textContent = text;
        return line;
      }),
    );
  }
  at("faults", HTMLElement).textContent =
    faults === 0 ? "Nothing goes wrong." : `Still to go wrong: ${faults}.`;
  at("no-faults", HTMLButtonElement).hidden = faults === 0;
  const select = at("outbound", HTMLSelectElement);
  if (document.activeElement !== select) select.value = outbound;
}
