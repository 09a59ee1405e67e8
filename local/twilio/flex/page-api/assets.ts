import { Hono } from "hono";

/** For Flex's dial pad: those that the plugin's languages are spoken in, of the some 250 that Twilio lists. */
const COUNTRIES = [
  { name: "United States", alpha2Code: "US", callingCodes: ["1"] },
  { name: "United Kingdom", alpha2Code: "GB", callingCodes: ["44"] },
  { name: "Spain", alpha2Code: "ES", callingCodes: ["34"] },
  { name: "Mexico", alpha2Code: "MX", callingCodes: ["52"] },
  { name: "Brazil", alpha2Code: "BR", callingCodes: ["55"] },
  { name: "France", alpha2Code: "FR", callingCodes: ["33"] },
  { name: "Germany", alpha2Code: "DE", callingCodes: ["49"] },
  { name: "Japan", alpha2Code: "JP", callingCodes: ["81"] },
  { name: "Thailand", alpha2Code: "TH", callingCodes: ["66"] },
  { name: "China", alpha2Code: "CN", callingCodes: ["86"] },
];

const LOCALES = [
  { tag: "en-US", name: "English (US)" },
  { tag: "es-ES", name: "Español (España)" },
  { tag: "es-MX", name: "Español (México)" },
  { tag: "pt-BR", name: "Português (Brasil)" },
  { tag: "fr", name: "Français" },
  { tag: "de", name: "Deutsch" },
  { tag: "ja", name: "日本語" },
  { tag: "th", name: "ไทย" },
  { tag: "zh-Hans", name: "简体中文" },
];

/**
 * assets.flex.twilio.com. Twilio's own translations of Flex are not published with flex-ui: every language is
 * there for plugins to see, while Flex's own words stay English.
 */
export function assetsFlexRoutes(): Hono {
  const routes = new Hono();
  routes.get("/assets/countries.json", (c) => c.json(COUNTRIES));
  routes.get("/assets/flagPositions.json", (c) => c.json({}));
  routes.get("/assets/locales/releases/flex-ui/:version/available_locales.json", (c) => c.json(LOCALES));
  routes.get("/assets/locales/releases/flex-ui/:version/:file", (c) => {
    const tag = c.req.param("file").replace(/\.json$/, "");
    return LOCALES.some((locale) => locale.tag === tag) ? c.json({ strings: {} }) : c.notFound();
  });

  return routes;
}

/** assets.twilio.com: Twilio's typeface stays on Twilio's servers, and the page falls back to the system's. */
export function fontRoutes(): Hono {
  const routes = new Hono();
  routes.get("/public_assets/paste-fonts/:version/fonts.css", (c) =>
    c.body("", 200, { "content-type": "text/css" }),
  );

  return routes;
}

/** media.twiliocdn.com: a ringtone that is silent, in a format that every browser plays. */
export function mediaRoutes(): Hono {
  const routes = new Hono();
  routes.get("/sdk/js/client/sounds/releases/:version/:file", (c) =>
    c.body(silence(), 200, { "content-type": "audio/wav" }),
  );

  return routes;
}

const SAMPLES_PER_SECOND = 8000;

function silence(): Uint8Array<ArrayBuffer> {
  const samples = Buffer.alloc(SAMPLES_PER_SECOND / 10, 0x80);
  const header = Buffer.alloc(44);
  header.write("RIFF", 0, "latin1");
  header.writeUInt32LE(header.length - 8 + samples.length, 4);
  header.write("WAVEfmt ", 8, "latin1");
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(SAMPLES_PER_SECOND, 24);
  header.writeUInt32LE(SAMPLES_PER_SECOND, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write("data", 36, "latin1");
  header.writeUInt32LE(samples.length, 40);

  return new Uint8Array([...header, ...samples]);
}
