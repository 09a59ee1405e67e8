/** Files of a project of somebody else's, by their paths. */
export type Files = Readonly<Record<string, string>>;

/** Asks for a callback, by ES modules or CommonJS. */
const life = (form: "import" | "require") => `
  ${form === "import" ? 'import { twilioCallbacks } from "flex-callback-voicemail/twilio"; import { fetchHandler } from "flex-callback-voicemail/functions";' : 'const { twilioCallbacks } = require("flex-callback-voicemail/twilio"); const { fetchHandler } = require("flex-callback-voicemail/functions");'}
  fetchHandler(process.env);
  twilioCallbacks(process.env)
    .requestCallback({ contactNumber: "+1415555" + process.env.LAST_FOUR, callerId: "+14155550199" })
    .then(({ kind }) => console.log(kind), (error) => { console.error(error); process.exitCode = 1; });
`;

export const LIBRARY: Files = {
  "use.mjs": life("import"),
  "use.cjs": life("require"),
  "vite.config.mjs":
    'export default { ssr: { noExternal: true }, build: { rollupOptions: { output: { entryFileNames: "[name].mjs" } } } };',
};

/** Asks a server for a callback, as Twilio signs it, as soon as the server is there. */
const ASK = `
  import { createHmac } from "node:crypto";

  export async function ask(origin) {
    const url = origin + "/callback/studio/create-callback";
    const form = { numberToCall: "+1415555" + process.env.LAST_FOUR, numberToCallFrom: "+14155550199" };
    const signed = url + Object.keys(form).sort().map((name) => name + form[name]).join("");
    const signature = createHmac("sha1", process.env.AUTH_TOKEN).update(signed).digest("base64");
    for (let tried = 1; ; tried++) {
      try {
        const body = new URLSearchParams(form);
        const answer = await fetch(url, { method: "POST", body, headers: { "X-Twilio-Signature": signature } });
        return (await answer.json()).success ? "created" : "refused: " + answer.status;
      } catch (error) {
        if (tried === 60) throw error;
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
  }
`;

export const EXPRESS: Files = {
  "ask.mjs": ASK,
  "serve.mjs": `
    import express from "express";
    import { nodeHandler } from "flex-callback-voicemail/functions";
    import { ask } from "./ask.mjs";

    const app = express();
    app.use(nodeHandler(process.env));
    app.use(express.json());
    const server = app.listen(0, "127.0.0.1", async () => {
      console.log(await ask("http://127.0.0.1:" + server.address().port));
      server.close();
    });
  `,
};

export const FASTIFY: Files = {
  "ask.mjs": ASK,
  "serve.mjs": `
    import Fastify from "fastify";
    import { nodeHandler } from "flex-callback-voicemail/functions";
    import { ask } from "./ask.mjs";

    const handler = nodeHandler(process.env);
    const server = Fastify();
    server.register(async (app) => {
      app.removeAllContentTypeParsers();
      app.addContentTypeParser("*", (_, __, done) => done(null));
      app.all("/callback/*", (request, reply) => { reply.hijack(); return handler(request.raw, reply.raw); });
    });
    console.log(await ask(await server.listen({ port: 0, host: "127.0.0.1" })));
    await server.close();
  `,
};

export const NEXT: Files = {
  "ask.mjs": ASK,
  "app/layout.js": "export default ({ children }) => <html><body>{children}</body></html>;",
  "app/callback/[...path]/route.js": `
    import { fetchHandler } from "flex-callback-voicemail/functions";

    const handler = fetchHandler(process.env);
    export const GET = handler;
    export const POST = handler;
    export const OPTIONS = handler;
  `,
  "serve.mjs": `
    import { spawn } from "node:child_process";
    import { ask } from "./ask.mjs";

    const port = 20_000 + Number(process.env.LAST_FOUR);
    const server = spawn(process.execPath, ["node_modules/next/dist/bin/next", "start", "-p", port], { stdio: "ignore" });
    try { console.log(await ask("http://localhost:" + port)); } finally { server.kill(); }
  `,
};

/** A plugin of somebody else's with ours in it, as a strict compiler sees it. */
export const FLEX_PLUGIN: Files = {
  "plugin.ts": `
    import * as Flex from "@twilio/flex-ui";
    import { installCallbacks } from "flex-callback-voicemail/flex";

    export const start = (): void => installCallbacks(Flex, Flex.Manager.getInstance());
  `,
  "tsconfig.json": JSON.stringify({
    compilerOptions: {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      target: "es2022",
      lib: ["es2022", "dom", "dom.iterable"],
      module: "esnext",
      moduleResolution: "bundler",
      jsx: "react",
      types: [],
    },
    files: ["plugin.ts"],
  }),
};
