import { describe, expect, it, test } from "vitest";
import { aStand, refusal } from "./stand.ts";

const DAY = 86_400;

function aService() {
  const stand = aStand();

  return { ...stand, service: stand.client.sync.v1.services("default") };
}

describe("the Sync service", () => {
  test("is found by its SID and by the name default", async () => {
    const { client, twilio, service } = aService();
    const { syncServiceSid } = twilio.account;

    expect((await service.fetch()).sid).toBe(syncServiceSid);
    expect((await client.sync.v1.services(syncServiceSid).fetch()).sid).toBe(syncServiceSid);
    const elsewhere = client.sync.v1.services(`IS${"0".repeat(32)}`);
    expect(await refusal(elsewhere.documents.list())).toMatchObject({ status: 404, code: 54050 });
  });
});

describe("a document", () => {
  test("can be read, changed, listed and removed, by SID and by unique name", async () => {
    const { service } = aService();
    const created = await service.documents.create({ uniqueName: "claim", data: { state: "claimed" } });

    expect(await service.documents("claim").fetch()).toMatchObject({
      sid: created.sid,
      data: { state: "claimed" },
      revision: "0",
      createdBy: "system",
      dateExpires: null,
    });
    expect(await service.documents(created.sid).update({ data: { state: "done" } })).toMatchObject({
      data: { state: "done" },
      revision: "1",
    });
    expect(await service.documents.list({ limit: 50 })).toHaveLength(1);
    await service.documents("claim").remove();
    expect(await service.documents.list({ limit: 50 })).toEqual([]);
  });

  test("needs no name, and no data", async () => {
    const { service } = aService();

    expect(await service.documents.create()).toMatchObject({ uniqueName: null, data: {} });
  });

  test("has a unique name: of two created at once, one is refused", async () => {
    const { service } = aService();
    const create = () => service.documents.create({ uniqueName: "claim" });

    const outcomes = await Promise.allSettled([create(), create()]);

    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await refusal(create())).toEqual({
      status: 409,
      code: 54301,
      message: "Unique name already exists",
    });
  });

  test("changes only for its latest revision, if the request names one", async () => {
    const { service } = aService();
    const { revision } = await service.documents.create({ uniqueName: "claim", data: { n: 1 } });
    await service.documents("claim").update({ data: { n: 2 }, ifMatch: revision });

    const late = service.documents("claim").update({ data: { n: 3 }, ifMatch: revision });

    expect(await refusal(late)).toEqual({
      status: 412,
      code: 54103,
      message: "The revision of the Document does not match the expected revision",
    });
    expect((await service.documents("claim").fetch()).data).toEqual({ n: 2 });
  });

  test("that does not exist cannot be read, changed or removed", async () => {
    const { service, twilio } = aService();
    const document = service.documents("nowhere");

    for (const ask of [
      () => document.fetch(),
      () => document.update({ data: {} }),
      () => document.remove(),
    ]) {
      expect(await refusal(ask())).toEqual({
        status: 404,
        code: 20404,
        message: `The requested resource /Services/${twilio.account.syncServiceSid}/Documents/nowhere was not found`,
      });
    }
  });

  it.each([
    ["a name that looks like a SID", { uniqueName: `ET${"a".repeat(32)}` }, 400, 54302],
    ["a name that is too long", { uniqueName: "a".repeat(257) }, 400, 54302],
    ["a name that is empty", { uniqueName: "" }, 400, 54302],
    ["more than 16 KiB of data", { data: { text: "a".repeat(16 * 1024) } }, 413, 54006],
    ["data that is no object", { data: [1] }, 400, 54008],
    ["a lifetime beyond a year", { ttl: 365 * DAY + 1 }, 400, 54011],
    ["a lifetime before now", { ttl: -1 }, 400, 54011],
  ])("is refused with %s", async (_name, options, status, code) => {
    const { service } = aService();

    expect(await refusal(service.documents.create(options))).toMatchObject({ status, code });
    expect(await service.documents.list({ limit: 50 })).toEqual([]);
  });

  test("is not changed by a request without parameters, or with a malformed revision", async () => {
    const { service } = aService();
    await service.documents.create({ uniqueName: "claim" });

    expect(await refusal(service.documents("claim").update())).toMatchObject({ status: 400, code: 54010 });
    const odd = service.documents("claim").update({ data: {}, ifMatch: '"0"' });
    expect(await refusal(odd)).toMatchObject({ status: 400, code: 54003 });
  });
});

describe("a document's lifetime", () => {
  test("ends, and its name is free again", async () => {
    const { service, advanceSeconds } = aService();
    await service.documents.create({ uniqueName: "claim", ttl: 60 });

    advanceSeconds(59);
    await expect(service.documents("claim").fetch()).resolves.toBeDefined();
    advanceSeconds(1);

    expect(await refusal(service.documents("claim").fetch())).toMatchObject({ status: 404 });
    await expect(service.documents.create({ uniqueName: "claim" })).resolves.toBeDefined();
  });

  test("starts again when it is set again, and not when only the data change", async () => {
    const { service, advanceSeconds } = aService();
    for (const uniqueName of ["kept", "lost"]) await service.documents.create({ uniqueName, ttl: 60 });

    advanceSeconds(50);
    await service.documents("kept").update({ ttl: 60 });
    await service.documents("lost").update({ data: { n: 1 } });
    advanceSeconds(20);

    expect((await service.documents.list({ limit: 50 })).map((each) => each.uniqueName)).toEqual(["kept"]);
  });

  test("of zero is for ever", async () => {
    const { service, advanceSeconds } = aService();
    const { dateExpires } = await service.documents.create({ uniqueName: "claim", ttl: 0 });

    advanceSeconds(400 * DAY);

    expect(dateExpires).toBeNull();
    await expect(service.documents("claim").fetch()).resolves.toBeDefined();
  });

  test("does not delete a later document of the same name", async () => {
    const { service, advanceSeconds } = aService();
    await service.documents.create({ uniqueName: "claim", ttl: 60 });
    await service.documents("claim").remove();
    await service.documents.create({ uniqueName: "claim" });

    advanceSeconds(60);

    await expect(service.documents("claim").fetch()).resolves.toBeDefined();
  });
});
