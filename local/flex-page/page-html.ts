import { type PageSettings, SETTINGS_ELEMENT } from "./settings.ts";

export interface PageParts {
  readonly hostScript: string;
  readonly shimScript: string;
  readonly bootScript: string;
  readonly settings: PageSettings;
}

/**
 * Without the referrer element, Flex redirects the page. Without a container of full size, its layout collapses. Twilio's
 * page for plugin developers has both.
 */
export function pageHtml({ hostScript, shimScript, bootScript, settings }: PageParts): string {
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="referrer" content="no-referrer">
  <title>Flex</title>
  <link rel="icon" href="data:,">
  <style>
    body, #container, .Twilio-ContactCenter-Container {
      display: flex; width: 100vw; height: 100vh; margin: 0; font-family: sans-serif;
    }
    #starting { margin: auto; color: #606b85; }
  </style>
  <script type="application/json" id="${SETTINGS_ELEMENT}">${inScript(settings)}</script>
  <script src="${shimScript}"></script>
</head>
<body>
  <div id="container"><p id="starting">Starting Flex…</p></div>
  <script src="${hostScript}"></script>
  <script src="${bootScript}"></script>
</body>
</html>
`;
}

/** JSON that cannot end the script element around it. */
function inScript(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}
