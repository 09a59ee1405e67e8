/** The telephone: dials, shows what is heard, sends keys and words, rings. */
import type { ShownCall, Snapshot } from "../snapshot.ts";
import { installClock } from "./clock.ts";
import { at, field } from "./elements.ts";
import { offerFlows } from "./flows.ts";
import { control, follow } from "./line.ts";
import { microphone } from "./microphone.ts";
import { showHeard, showWorld, stateInWords } from "./show.ts";
import { browserVoices } from "./voices.ts";

const SAMPLE =
  "Hello, this is a message about my order. It arrived yesterday, but one of the two boxes is missing. " +
  "Could somebody please call me back this afternoon?";
const NUMBER = "LOCAL_PHONE_NUMBER";
const SETTLES_AFTER_MS = 500;
const DEFAULT_NUMBER = "+14155550123";

const query = new URLSearchParams(location.search);
document.documentElement.dataset.theme =
  query.get("theme") ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");

const dialForm = at("dial", HTMLFormElement);
const dialButton = at("dial-button", HTMLButtonElement);
const hangUpButton = at("hang-up", HTMLButtonElement);
const answerButton = at("answer", HTMLButtonElement);
const heard = at("heard", HTMLElement);
const away = at("away", HTMLElement);
const speech = at("speech", HTMLFormElement);
const aloud = at("aloud", HTMLInputElement);
const voices = browserVoices();
const clock = installClock(at("now", HTMLTimeElement));

let call: ShownCall | undefined;
let isReached = true;
/** One button has just taken the place of the other: a second click was meant for the first. */
let isSettling = false;
/** While it dials: the call before. */
let dialledBeside: string | undefined;
/** What was heard before the page was opened is not spoken again. */
let isFirst = true;
let putAway: (() => void) | undefined;
/** The keys that were pressed since something was heard. */
let keyed = "";

field(dialForm, "from").value = sessionStorage.getItem(NUMBER) ?? DEFAULT_NUMBER;
field(dialForm, "language").value = query.get("language") ?? "en-US";
field(at("flex", HTMLFormElement), "theme").value = document.documentElement.dataset.theme;
field(at("flex", HTMLFormElement), "language").value = query.get("language") ?? "en-US";
field(speech, "words").value = SAMPLE;
takeUp();

dialForm.addEventListener("change", () => {
  if (dialForm.checkValidity()) takeUp();
});
dialForm.addEventListener("submit", (event) => {
  event.preventDefault();
  if (isInCall() || isSettling || dialledBeside !== undefined) return;
  dialledBeside = call?.sid ?? "";
  const flow = field(dialForm, "flow").value;
  act("phones", {
    ...(flow.startsWith("FW") ? { flowSid: flow } : { entry: flow }),
    from: field(dialForm, "from").value,
    language: field(dialForm, "language").value,
  }).then((isDone) => {
    if (!isDone) dialledBeside = undefined;
  });
});
hangUpButton.addEventListener("click", () => {
  if (call && isInCall() && !isSettling) act(`phones/${call.sid}/hang-up`);
});
for (const button of document.querySelectorAll<HTMLElement>("[data-pick-up]")) {
  button.addEventListener("click", () => {
    if (call?.state === "ringing") act(`phones/${call.sid}/pick-up`, { by: button.dataset.pickUp });
  });
}
for (const button of document.querySelectorAll<HTMLElement>("[data-key]")) {
  button.addEventListener("click", () => press(button.dataset.key ?? ""));
}
document.addEventListener("keydown", (event) => {
  const isTyping = (event.target as HTMLElement).closest("input, textarea, select") !== null;
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey || !/^[0-9*#]$/.test(event.key)) return;
  press(event.key);
});
speech.addEventListener("submit", (event) => {
  event.preventDefault();
  if (call?.state === "recording") act(`phones/${call.sid}/words`, { words: field(speech, "words").value });
});
for (const button of document.querySelectorAll<HTMLElement>("[data-control]")) {
  button.addEventListener("click", async () => {
    const { control: name = "", body = "{}" } = button.dataset;
    if (await act(name, JSON.parse(body)))
      at("done", HTMLElement).textContent = `${button.textContent}: done.`;
  });
}
at("outbound", HTMLSelectElement).addEventListener("change", ({ target }) =>
  act("outbound", { outcome: (target as HTMLSelectElement).value }),
);
at("flex", HTMLFormElement).addEventListener("submit", (event) => {
  event.preventDefault();
  const { top } = window;
  const form = at("flex", HTMLFormElement);
  const looks = new URLSearchParams({
    theme: field(form, "theme").value,
    language: field(form, "language").value,
  });
  if (top) top.location.href = `/?${field(form, "who").value}&${looks}`;
});
aloud.addEventListener("change", () => {
  if (!aloud.checked) voices.silence();
});
voices.onFound((count) => {
  if (count > 0 && aloud.disabled) aloud.checked = true;
  aloud.disabled = count === 0;
  at("voices", HTMLElement).textContent = count === 0 ? "This browser has no voices." : "";
});
const recorder = microphone(
  at("microphone", HTMLButtonElement),
  async (audio) => {
    if (call) await sendAudio(call.sid, audio);
  },
  complain,
);

function takeUp(): void {
  const number = field(dialForm, "from").value;
  if (sessionStorage.getItem(NUMBER) === number && putAway) return;
  sessionStorage.setItem(NUMBER, number);
  putAway?.();
  isFirst = true;
  putAway = follow(number, {
    told: show,
    reached: (is) => {
      isReached = is;
      dialledBeside = undefined;
      if (is) void offerFlows(dialForm);
      complain(is ? "" : "The local Twilio does not answer. This page goes on by itself when it is back.");
      showButtons();
    },
  });
}

function show(snapshot: Snapshot): void {
  call = snapshot.call;
  if (call?.sid !== dialledBeside) dialledBeside = undefined;
  clock.set(snapshot.now);
  const news = showHeard(heard, call);
  if (news.length > 0) {
    keyed = "";
    showKeyed("");
  }
  if (aloud.checked && !isFirst)
    for (const { kind, text, language = "en-US" } of news) if (kind === "said") voices.speak(text, language);
  if (call?.state === "ended") voices.silence();
  showWorld(snapshot);
  showButtons();
  isFirst = false;
}

function showButtons(): void {
  const words = stateInWords(call);
  const state = at("state", HTMLElement);
  if (state.textContent !== words) state.textContent = words;
  const hadFocus = document.activeElement;
  if (!isFirst && dialButton.hidden !== isInCall()) settle();
  dialForm.hidden = isInCall();
  dialButton.hidden = isInCall();
  hangUpButton.hidden = !isInCall() || call?.state === "ringing";
  at("ringing", HTMLElement).hidden = call?.state !== "ringing";
  at("ringing-from", HTMLElement).textContent = call?.state === "ringing" ? `${call.other} calls.` : "";
  heard.hidden = call?.kind === "called-back";
  speech.hidden = call?.state !== "recording";
  if (call?.state !== "recording") recorder.stop();
  for (const button of [dialButton, hangUpButton])
    button.setAttribute("aria-disabled", String(!isReached || isSettling));
  // The keyboard stays where the button was that has gone.
  if (hadFocus instanceof HTMLElement && hadFocus !== document.body && hadFocus.offsetParent === null)
    [hangUpButton, dialButton, answerButton]
      .find(({ hidden, offsetParent }) => !hidden && offsetParent)
      ?.focus();
}

function settle(): void {
  isSettling = true;
  setTimeout(() => {
    isSettling = false;
    showButtons();
  }, SETTLES_AFTER_MS);
}

function isInCall(): boolean {
  return call !== undefined && call.state !== "ended";
}

function press(keys: string): void {
  if (!call || !["listening", "recording"].includes(call.state)) {
    showKeyed(isInCall() ? `Nobody listens for ${keys} now.` : "");
    return;
  }
  keyed += keys;
  showKeyed(`You pressed ${keyed}`);
  act(`phones/${call.sid}/keys`, { keys });
}

function showKeyed(words: string): void {
  at("keyed", HTMLElement).textContent = words;
}

/** Does it, and says what was wrong if it could not be done. */
async function act(name: string, body: object = {}): Promise<boolean> {
  try {
    await control(name, body);
    if (isReached) complain("");

    return true;
  } catch (cause) {
    complain((cause as Error).message);

    return false;
  }
}

async function sendAudio(sid: string, audio: Blob): Promise<void> {
  await fetch(`/__local/phones/${sid}/audio`, { method: "POST", body: audio }).catch(() => undefined);
}

function complain(about: string): void {
  away.hidden = about === "";
  away.textContent = about;
}
