import { LANGUAGES } from "../../src/adapters/functions/twiml/sentences/index.ts";
import { STYLE } from "./style.ts";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"] as const;
const KEY_NAMES: Readonly<Record<string, string>> = { "*": "star", "#": "pound" };

/** What the controls can do to the clock and to the network, in words. */
const LEAPS = [
  [60, "1 minute"],
  [600, "10 minutes"],
  [3_600, "1 hour"],
  [86_400, "1 day"],
] as const;
const FAULTS = [
  ["TaskRouter is away three times", { host: "taskrouter.twilio.com", status: 503, times: 3 }],
  ["TaskRouter asks for patience", { host: "taskrouter.twilio.com", status: 429 }],
  ["An answer of TaskRouter gets lost", { host: "taskrouter.twilio.com", method: "POST", reset: "after" }],
  ["A function fails", { host: "functions", status: 500 }],
  ["A function takes eight seconds", { host: "functions", latencyMs: 8_000 }],
] as const;

export function phoneHtml(): string {
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Telephone</title>
  <link rel="icon" href="data:,">
  <style>${STYLE}</style>
</head>
<body>
<main>
  <section aria-labelledby="phone-title" id="phone">
    <h1 id="phone-title">Telephone</h1>
    <p id="away" role="alert" hidden></p>
    <form id="dial">
      <label>You dial <select name="flow">
        <option value="queue">the queue, with the wait menu</option>
        <option value="before-queue">the wait menu before the queue</option>
        <option value="callback">a callback, without waiting</option>
        <option value="voicemail">voicemail</option>
        <option value="voicemail-with-transcript">voicemail with a transcript</option>
      </select></label>
      <label>Language <select name="language">${options(LANGUAGES.map((name) => [name, name]))}</select></label>
      <label>Your number <input name="from" type="tel" autocomplete="off" required
        pattern="\\+[0-9]{6,15}" title="A number such as +14155550123"></label>
    </form>
    <div class="line">
      <p id="state" role="status">No call</p>
      <button type="submit" form="dial" id="dial-button" class="go">Dial</button>
      <button type="button" id="hang-up" class="stop" hidden>Hang up</button>
    </div>
    <div id="ringing" role="alert" hidden>
      <p><strong>Your telephone rings.</strong> <span id="ringing-from"></span></p>
      <div class="row">
        <button type="button" id="answer" data-pick-up="person" class="go">Answer</button>
        <button type="button" data-pick-up="busy">Busy</button>
        <button type="button" data-pick-up="nobody">Let it ring</button>
        <button type="button" data-pick-up="machine">A machine answers</button>
      </div>
    </div>
    <div id="heard" role="log" aria-label="What you hear" tabindex="0"></div>
    <form id="speech" hidden>
      <label>What you say <textarea name="words" rows="3" required></textarea></label>
      <button>Say it</button>
      <button type="button" id="microphone" aria-pressed="false" hidden>Microphone</button>
    </form>
    <p id="keyed" role="status" class="hint"></p>
    <div id="keypad" role="group" aria-label="Keypad">
      ${KEYS.map(keyButton).join("\n      ")}
    </div>
    <label class="check"><input type="checkbox" id="aloud" disabled> Speak aloud</label>
    <p id="voices" class="hint"></p>
  </section>
  <section aria-labelledby="world-title" id="world">
    <h2 id="world-title">The world around it</h2>
    <h3>Who waits</h3>
    <ul id="waiting"></ul>
    <h3>When an agent calls</h3>
    <label>this telephone <select id="outbound">${options(OUTCOMES)}</select></label>
    <h3>Clock</h3>
    <p>It is <time id="now"></time>. Move it on by</p>
    <div class="row" role="group" aria-label="Move the clock on by">
      ${LEAPS.map(([seconds, name]) => `<button type="button" data-control="clock" data-body='{"advanceSeconds":${seconds}}'>${name}</button>`).join("\n      ")}
    </div>
    <h3>What goes wrong next</h3>
    <div class="row" role="group" aria-label="What goes wrong next">
      ${FAULTS.map(([name, fault]) => `<button type="button" data-control="faults" data-body='${JSON.stringify(fault)}'>${name}</button>`).join("\n      ")}
    </div>
    <p id="faults" role="status"></p>
    <button type="button" data-control="faults/clear" data-body="{}" id="no-faults" hidden>Nothing goes wrong any more</button>
    <h3>Flex</h3>
    <form id="flex" action="/" target="_top">
      <label>Who logs in <select name="who">${options([
        ["agent", "an agent"],
        ["agent=2", "a second agent"],
        ["supervisor", "a supervisor"],
        ["admin", "an administrator"],
      ])}</select></label>
      <label>Theme <select name="theme">${options([
        ["light", "light"],
        ["dark", "dark"],
      ])}</select></label>
      <label>Language <select name="language">${options(LANGUAGES.map((name) => [name, name]))}</select></label>
      <button>Open Flex</button>
    </form>
    <h3>Start again</h3>
    <button type="button" data-control="reset" data-body="{}">Reset everything</button>
    <p id="done" role="status"></p>
    <p class="hint"><a href="/__local" target="_blank" rel="noreferrer">All controls</a></p>
  </section>
</main>
<script src="/__local/phone/script.js"></script>
</body>
</html>
`;
}

const OUTCOMES = [
  ["ring", "rings"],
  ["answered", "answers by itself"],
  ["no-answer", "is not answered"],
  ["busy", "is busy"],
  ["failed", "cannot be reached"],
  ["invalid", "does not exist"],
  ["blocked", "is blocked"],
] as const;

function options(all: readonly (readonly [value: string, name: string])[]): string {
  return all.map(([value, name]) => `<option value="${value}">${name}</option>`).join("");
}

function keyButton(key: string): string {
  const name = KEY_NAMES[key];

  return `<button type="button" data-key="${key}"${name ? ` aria-label="${name}"` : ""}>${key}</button>`;
}
