import { describe, expect, it } from "vitest";
import { readSettings } from "../../../src/adapters/flex-ui/settings.ts";

const given = (settings: unknown) => ({ flex_callback_voicemail: settings });

describe("the settings in the Flex configuration", () => {
  it("are these where nothing is set but the domain", () => {
    expect(readSettings(given({ functions_domain: "callbacks-1234.twil.io" }), undefined)).toStrictEqual({
      settings: {
        functionsUrl: "https://callbacks-1234.twil.io",
        allowRequeue: true,
        autoSelectTask: true,
        elements: {},
      },
      warnings: [],
    });
  });

  it("are used as set", () => {
    const { settings, warnings } = readSettings(
      given({
        functions_domain: "callbacks-1234.twil.io",
        allow_requeue: false,
        auto_select_task: false,
        task_channel: "callback",
        elements: { CALLBACK_VOICEMAIL_PANEL: { padding: "space30" } },
      }),
      undefined,
    );

    expect(warnings).toStrictEqual([]);
    expect(settings).toStrictEqual({
      functionsUrl: "https://callbacks-1234.twil.io",
      allowRequeue: false,
      autoSelectTask: false,
      taskChannel: "callback",
      elements: { CALLBACK_VOICEMAIL_PANEL: { padding: "space30" } },
    });
  });

  it.each([
    ["callbacks-1234.twil.io", "https://callbacks-1234.twil.io"],
    ["https://callbacks-1234.twil.io/", "https://callbacks-1234.twil.io"],
    ["http://localhost:3000", "http://localhost:3000"],
    ["LOCALHOST:3000", "https://LOCALHOST:3000"],
  ])("find the functions at %s", (domain, url) => {
    expect(readSettings(given({ functions_domain: domain }), undefined).settings.functionsUrl).toBe(url);
  });

  it.each([
    ["functions_domain", "callbacks-1234.twil.io/callback"],
    ["functions_domain", "javascript:alert(1)"],
    ["functions_domain", 5],
    ["allow_requeue", "yes"],
    ["auto_select_task", 1],
    ["task_channel", ""],
    ["elements", { CALLBACK_VOICEMAIL_PANEL: "red" }],
  ])("say what is wrong with %s: %o, and go on without it", (name, value) => {
    const { settings, warnings } = readSettings(given({ [name]: value }), "default-1234.twil.io");

    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain(`flex_callback_voicemail.${name} is ${JSON.stringify(value)}`);
    expect(settings).toStrictEqual(readSettings(undefined, "default-1234.twil.io").settings);
  });

  it("fall back on the account's own functions", () => {
    const { settings, warnings } = readSettings({}, "default-1234.twil.io");

    expect(settings.functionsUrl).toBe("https://default-1234.twil.io");
    expect(warnings).toStrictEqual([]);
  });

  it.each([undefined, null, "", "no domain at all"])(
    "offer nothing that needs functions where none are known: %s",
    (domain) => {
      const { settings, warnings } = readSettings(given({ allow_requeue: true }), domain);

      expect(settings.functionsUrl).toBeUndefined();
      expect(settings.allowRequeue).toBe(false);
      expect(warnings).toHaveLength(1);
    },
  );

  it.each([undefined, null, "text", [], given(null), given("text"), given([])])(
    "read %o as nothing set",
    (attributes) => {
      expect(readSettings(attributes, "default-1234.twil.io").settings.allowRequeue).toBe(true);
    },
  );
});
