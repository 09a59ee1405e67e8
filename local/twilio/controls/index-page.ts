import type { Control } from "./control.ts";

/** The page at `/__local`. It lists every control with a form that uses it. */
export function indexPage(controls: readonly Control[]): string {
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Local Twilio</title>
  <link rel="icon" href="data:,">
  <style>${STYLE}</style>
</head>
<body>
  <h1>Local Twilio</h1>
  <p>What can be done to the Twilio on this machine. Programs get this list as JSON: send
    <code>Accept: application/json</code>.</p>
  <p><a href="/">An agent's Flex</a> · <a href="/?agent=2">a second agent's</a> ·
    <a href="/?supervisor">a supervisor's</a></p>
${controls.map(section).join("\n")}
  <script>${SCRIPT}</script>
</body>
</html>
`;
}

function section({ method, path, does, example }: Control): string {
  const name = `${method} ${path}`;
  const body =
    example === undefined
      ? ""
      : `<textarea name="body" rows="2" aria-label="Body of ${escaped(name)}">${escaped(JSON.stringify(example))}</textarea>`;

  return `  <form data-method="${method}">
    <h2>${escaped(sentenceStart(does))}</h2>
    <p>${escaped(sentenceRest(does))}</p>
    <label>${method} <input name="path" value="${escaped(path)}" aria-label="Path of ${escaped(name)}"></label>
    ${body}
    <button>${method === "GET" ? "Show" : "Do it"}</button>
    <output></output>
  </form>`;
}

function sentenceStart(text: string): string {
  return text.slice(0, text.indexOf(".") + 1);
}

function sentenceRest(text: string): string {
  return text.slice(text.indexOf(".") + 1).trim();
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

const STYLE = `
    body { font: 16px/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; }
    form { border: 1px solid #b4b8c5; border-radius: 6px; padding: 0 1rem 1rem; margin: 1rem 0; }
    h2 { font-size: 1rem; margin: .75rem 0 0; }
    p { margin: .25rem 0; }
    input, textarea { font: 14px ui-monospace, monospace; box-sizing: border-box; }
    input { width: 24rem; max-width: 75%; }
    textarea { width: 100%; margin: .5rem 0; }
    output { display: block; white-space: pre-wrap; overflow-wrap: anywhere; font: 14px ui-monospace, monospace; }
`;

const SCRIPT = `
    for (const form of document.querySelectorAll("form")) {
      form.addEventListener("submit", async (event) => {
        event.preventDefault();
        const output = form.querySelector("output");
        const { method } = form.dataset;
        try {
          const body = method === "POST" ? form.elements.body?.value : undefined;
          const answer = await fetch(form.elements.path.value, { method, body });
          const text = await answer.text();
          const type = answer.headers.get("content-type") ?? "";
          const shown = type.includes("json") ? JSON.stringify(JSON.parse(text), null, 2) : text;
          output.value = answer.status + (answer.ok ? " Done." : "") + (shown && "\\n" + shown);
        } catch (error) {
          output.value = "Not reached: " + error.message;
        }
      });
    }
`;
