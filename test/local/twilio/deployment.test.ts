import { describe, expect, test } from "vitest";
import { anId } from "../../support/requests.ts";
import { aStand, refusal, type Stand } from "./stand.ts";

describe("functions and assets", () => {
  test("an uploaded, built and deployed function runs in its environment", async () => {
    const stand = aStand();
    const service = await aService(stand);
    const environment = await service.environments.create({ uniqueName: "production" });
    const versionSid = await upload(stand, service.sid, "/callback/flex/settings");
    const build = await service.builds.create({ functionVersions: [versionSid] });

    expect(build.status).toBe("building");
    stand.advanceSeconds(2);
    expect((await service.builds(build.sid).buildStatus().fetch()).status).toBe("completed");

    await service.environments(environment.sid).deployments.create({ buildSid: build.sid });
    expect((await service.environments(environment.sid).fetch()).buildSid).toBe(build.sid);
  });

  test("a build that is not completed is not deployed", async () => {
    const stand = aStand();
    const service = await aService(stand);
    const environment = await service.environments.create({ uniqueName: "production" });
    const build = await service.builds.create({ functionVersions: [await upload(stand, service.sid, "/a")] });

    expect(
      (await refusal(service.environments(environment.sid).deployments.create({ buildSid: build.sid })))
        .status,
    ).toBe(400);
  });

  test.each(["protected", "Protected"])(
    "visibility is spelled as Twilio's own tools spell it: %s",
    async (visibility) => {
      const stand = aStand();
      const service = await aService(stand);
      const versionSid = await upload(stand, service.sid, "/a", visibility);

      expect(stand.twilio.serverless.versions.get(versionSid)?.visibility).toBe("protected");
    },
  );

  test("a build has no path twice, and something in it", async () => {
    const stand = aStand();
    const service = await aService(stand);
    const twice = [await upload(stand, service.sid, "/a"), await upload(stand, service.sid, "/a")];

    expect((await refusal(service.builds.create({ functionVersions: twice }))).status).toBe(400);
    expect((await refusal(service.builds.create({}))).status).toBe(400);
  });

  test("any other spelling of visibility is refused", async () => {
    const stand = aStand();
    const service = await aService(stand);

    await expect(upload(stand, service.sid, "/a", "PROTECTED")).rejects.toThrow("400");
  });

  test.each(["no-slash", "/with space", `/${"long".repeat(70)}`])(
    "a path such as %s is refused",
    async (path) => {
      const stand = aStand();
      const service = await aService(stand);

      await expect(upload(stand, service.sid, path)).rejects.toThrow("400");
    },
  );

  test("two services cannot have the same unique name", async () => {
    const stand = aStand();
    await aService(stand);

    expect((await refusal(aService(stand))).status).toBe(409);
  });
});

describe("Studio flows", () => {
  test("a flow whose definition passes the schema is kept, and each change is a revision", async () => {
    const { client } = aStand();
    const flow = await client.studio.v2.flows.create({
      friendlyName: "One",
      status: "draft",
      definition: aFlow(),
    });
    const changed = await client.studio.v2.flows(flow.sid).update({ status: "published" });

    expect([flow.revision, changed.revision, changed.status]).toEqual([1, 2, "published"]);
    expect((await client.studio.v2.flows.list({ limit: 1 }))[0]?.definition).toBeNull();
  });

  test.each([
    ["a transition that leads nowhere", { next: "nobody" }],
    ["an event that the widget does not have", { event: "smoke" }],
  ])("%s is refused with code 81022", async (_, change) => {
    const { client } = aStand();
    const definition = aFlow(change);

    expect(
      await refusal(
        client.studio.v2.flowValidate.update({ friendlyName: "One", status: "draft", definition }),
      ),
    ).toMatchObject({
      status: 400,
      code: 81022,
    });
  });
});

describe("Flex plugins", () => {
  test("the latest release is the active one", async () => {
    const { client } = aStand();
    const { plugins, pluginConfigurations, pluginReleases } = client.flexApi.v1;
    const plugin = await plugins.create({ uniqueName: "one" });
    const version = await plugins(plugin.sid).pluginVersions.create({
      versionParam: "1.0.0",
      pluginUrl: "https://one.twil.io/bundle.js",
    });
    const configuration = await pluginConfigurations.create({
      name: "one",
      plugins: [{ plugin_version: version.sid, phase: 3 }],
    });
    await pluginReleases.create({ configurationId: configuration.sid });

    expect((await pluginReleases("Active").fetch()).configurationSid).toBe(configuration.sid);
    expect((await pluginConfigurations(configuration.sid).plugins.list({ limit: 5 }))[0]?.version).toBe(
      "1.0.0",
    );
  });

  test("a version is made once", async () => {
    const { client } = aStand();
    const { plugins } = client.flexApi.v1;
    const plugin = await plugins.create({ uniqueName: "one" });
    const version = { versionParam: "1.0.0", pluginUrl: "https://one.twil.io/bundle.js" };
    await plugins(plugin.sid).pluginVersions.create(version);

    expect((await refusal(plugins(plugin.sid).pluginVersions.create(version))).status).toBe(409);
  });
});

describe("the Flex configuration", () => {
  test("a change replaces each property that it brings, as a whole", async () => {
    const { client, twilio } = aStand();
    const changed = await client.flexApi.v1.configuration().update({
      account_sid: twilio.account.accountSid,
      ui_attributes: { mine: true },
    });

    expect(changed.uiAttributes).toEqual({ mine: true });
    expect(changed.taskrouterWorkspaceSid).toBe(twilio.account.workspaceSid);
  });

  test("a change comes as a form too, as Twilio's plugin scripts send it", async () => {
    const { client, twilio } = aStand();
    const { accountSid, authToken } = twilio.account;
    const form = new URLSearchParams([
      ["account_sid", accountSid],
      ["serverless_service_sids", anId("ZS", 1)],
      ["serverless_service_sids", anId("ZS", 2)],
      ["ui_language", "de"],
    ]);
    const response = await twilio.app.request("/__twilio/flex-api.twilio.com/v1/Configuration", {
      method: "POST",
      headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` },
      body: form,
    });

    expect(response.status).toBe(200);
    expect(await client.flexApi.v1.configuration().fetch()).toMatchObject({
      serverlessServiceSids: [anId("ZS", 1), anId("ZS", 2)],
      uiLanguage: "de",
    });
    // Twilio's OpenAPI file knows of JSON only.
    expect(twilio.contract.violations).toMatchObject([
      { side: "request", operation: "POST flex-api.twilio.com/v1/Configuration" },
    ]);
    twilio.contract.clear();
  });

  test("a form sets no object, and the old value stays", async () => {
    const { client, twilio } = aStand();
    const { accountSid, authToken } = twilio.account;
    const before = (await client.flexApi.v1.configuration().fetch()).uiAttributes;
    const response = await twilio.app.request("/__twilio/flex-api.twilio.com/v1/Configuration", {
      method: "POST",
      headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` },
      body: new URLSearchParams({ account_sid: accountSid, ui_attributes: "{}" }),
    });
    twilio.contract.clear();

    expect(response.status).toBe(400);
    expect((await client.flexApi.v1.configuration().fetch()).uiAttributes).toEqual(before);
  });

  test("a change that does not name the account is refused", async () => {
    const { client } = aStand();

    expect((await refusal(client.flexApi.v1.configuration().update({ ui_language: "de" }))).status).toBe(400);
  });
});

describe("Sync services", () => {
  test("a new service keeps its own documents", async () => {
    const { client } = aStand();
    const service = await client.sync.v1.services.create({ friendlyName: "Ledger" });
    await client.sync.v1.services(service.sid).documents.create({ uniqueName: "one" });

    expect(await client.sync.v1.services("default").documents.list({ limit: 5 })).toEqual([]);
    expect((await client.sync.v1.services.list({ limit: 5 })).map((each) => each.friendlyName)).toContain(
      "Ledger",
    );
  });
});

async function aService({ client }: Stand) {
  const { sid } = await client.serverless.v1.services.create({ uniqueName: "mine", friendlyName: "Mine" });

  return Object.assign(client.serverless.v1.services(sid), { sid });
}

async function upload(
  { twilio, client }: Stand,
  serviceSid: string,
  path: string,
  visibility = "public",
): Promise<string> {
  const { sid } = await client.serverless.v1.services(serviceSid).functions.create({ friendlyName: path });
  const form = new FormData();
  form.append("Path", path);
  form.append("Visibility", visibility);
  form.append(
    "Content",
    new Blob(["exports.handler = () => {}"], { type: "application/javascript" }),
    "function.js",
  );
  const { accountSid, authToken } = twilio.account;
  const response = await twilio.app.request(
    `/__twilio/serverless-upload.twilio.com/v1/Services/${serviceSid}/Functions/${sid}/Versions`,
    {
      method: "POST",
      body: form,
      headers: { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}` },
    },
  );
  if (response.status !== 201) throw new Error(`The upload was answered ${response.status}`);

  return ((await response.json()) as { sid: string }).sid;
}

function aFlow(change: object = {}): object {
  const transition = { event: "incomingCall", next: "hello", ...change };

  return {
    description: "One",
    initial_state: "Trigger",
    flags: { allow_concurrent_calls: true },
    states: [
      { type: "trigger", name: "Trigger", transitions: [transition], properties: { offset: { x: 0, y: 0 } } },
      {
        type: "say-play",
        name: "hello",
        transitions: [{ event: "audioComplete" }],
        properties: { say: "Hello" },
      },
    ],
  };
}
