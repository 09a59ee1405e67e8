import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startTwilio, type TwilioStandIn } from "../../local/start-twilio.ts";

const run = promisify(execFile);
const root = new URL("../..", import.meta.url).pathname;

/** Somebody else's program: it knows Twilio's SDK, and nothing of this repository. */
const WITH_THE_SDK = `
  const client = require("twilio")(process.env.ACCOUNT_SID, process.env.AUTH_TOKEN);
  const workspace = client.taskrouter.v1.workspaces(process.env.TWILIO_FLEX_WORKSPACE_SID);
  (async () => {
    const { sid } = await workspace.tasks.create({ attributes: '{"who":"me"}', timeout: 60 });
    const [{ attributes }] = await workspace.tasks.list({ limit: 5 });
    await client.sync.v1.services("default").documents.create({ uniqueName: "mine" });
    console.log(sid.slice(0, 2), attributes);
  })();
`;

const call = (code: string) => `
  const path = "/v1/Workspaces/" + process.env.TWILIO_FLEX_WORKSPACE_SID + "/Tasks?PageSize=5";
  const auth = process.env.ACCOUNT_SID + ":" + process.env.AUTH_TOKEN;
  const print = (answer) => { console.log(answer.statusCode ?? answer.status); answer.resume?.(); };
  ${code}
`;

describe("the hook that redirects a program to the local Twilio", { timeout: 60_000 }, () => {
  let folder: string;
  let twilio: TwilioStandIn;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "redirect-"));
    await build({
      entryPoints: [join(root, "local/redirect.ts")],
      outfile: join(folder, "redirect.cjs"),
      bundle: true,
      platform: "node",
      format: "cjs",
      logLevel: "error",
    });
    twilio = await startTwilio();
  });
  beforeEach(() => twilio.reset());
  afterAll(async () => {
    await twilio.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("sends what Twilio's own SDK asks there", async () => {
    expect(await program("sdk.cjs", WITH_THE_SDK)).toBe('WT {"who":"me"}');

    expect(twilio.requests.map(({ method, host }) => `${method} ${host}`)).toEqual([
      "POST taskrouter.twilio.com",
      "GET taskrouter.twilio.com",
      "POST sync.twilio.com",
    ]);
    expect(twilio.violations).toEqual([]);
  });

  it.each([
    ["an address", `require("https").get("https://" + auth + "@taskrouter.twilio.com" + path, print)`],
    [
      "an address and options",
      `require("https").request(new URL("https://taskrouter.twilio.com" + path), { auth }, print).end()`,
    ],
    ["options", `require("https").get({ host: "taskrouter.twilio.com", path, auth }, print)`],
    [
      "options with an agent for HTTPS",
      `const https = require("https");
       https.get({ hostname: "taskrouter.twilio.com", port: 443, path, auth, agent: new https.Agent() }, print)`,
    ],
    [
      "fetch",
      `fetch("https://taskrouter.twilio.com" + path, {
         headers: { authorization: "Basic " + Buffer.from(auth).toString("base64") },
       }).then(print)`,
    ],
  ])("takes a request by %s", async (_name, code) => {
    expect(await program("request.cjs", call(code))).toBe("200");
    expect(twilio.requests).toHaveLength(1);
  });

  it("takes what an ES module imported by name", async () => {
    const code = call(
      `import { get } from "node:https"; get({ host: "taskrouter.twilio.com", path, auth }, print)`,
    );

    expect(await program("request.mjs", code)).toBe("200");
  });

  it("takes the body of a request by fetch", async () => {
    const code = call(`fetch("https://taskrouter.twilio.com" + path.replace(/\\?.*/, ""), {
      method: "POST",
      headers: { authorization: "Basic " + Buffer.from(auth).toString("base64") },
      body: new URLSearchParams({ Attributes: '{"by":"fetch"}' }),
    }).then(print)`);

    expect(await program("fetch.cjs", code)).toBe("201");
    expect(twilio.violations).toEqual([]);
  });

  it("leaves other hosts alone", async () => {
    const code = `
      const server = require("http").createServer((_, answer) => answer.end("mine"));
      server.listen(0, "127.0.0.1", async () => {
        const address = "http://127.0.0.1:" + server.address().port;
        console.log(await (await fetch(address)).text());
        require("https").get("https://127.0.0.1:1/twilio.com").on("error", ({ code }) => console.log(code));
        server.close();
      });
    `;

    expect(await program("other.cjs", code)).toBe("mine\nECONNREFUSED");
    expect(twilio.requests).toEqual([]);
  });

  async function program(name: string, code: string): Promise<string> {
    const file = join(folder, name);
    writeFileSync(file, code);
    const { stdout } = await run(process.execPath, ["--require", join(folder, "redirect.cjs"), file], {
      env: {
        ...process.env,
        ...twilio.environment,
        LOCAL_TWILIO: twilio.url,
        NODE_PATH: join(root, "node_modules"),
      },
    });

    return stdout.trim();
  }
});
