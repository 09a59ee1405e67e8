import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { settingsPage } from "../../scripts/docs/settings-page.ts";
import { EXAMPLE, studioPage } from "../../scripts/docs/studio-page.ts";
import { PAGES } from "../../scripts/docs.ts";
import { SETTING_NAMES } from "../../src/adapters/flex-ui/settings.ts";
import { FLOW_TEMPLATES, flowDefinition } from "../../src/adapters/setup/studio-flows.ts";
import { SETTINGS } from "../../src/entrypoints/settings/catalogue.ts";
import { aStand } from "../local/twilio/stand.ts";

describe("pages that are written from the code", () => {
  test.each(Object.entries(PAGES))("docs/%s is what npm run docs writes", async (file, page) => {
    expect(readFileSync(new URL(`../../docs/${file}`, import.meta.url), "utf8")).toBe(await page());
  });

  test("every setting of the functions and of the plugin is in the table", () => {
    const page = settingsPage();

    for (const name of [...Object.keys(SETTINGS), ...SETTING_NAMES])
      expect(page).toContain(`| \`${name}\` |`);
  });
});

describe("the flows' templates", () => {
  test.each(FLOW_TEMPLATES)("$title passes Twilio's schema, as far as it is known here", async (template) => {
    const { client } = aStand();
    const definition = flowDefinition(template, EXAMPLE);
    const validated = await client.studio.v2.flowValidate.update({
      friendlyName: template.title,
      status: "published",
      definition,
    });

    expect(validated.valid).toBe(true);
  });

  test.each(FLOW_TEMPLATES)("$title: the page has every value of its definition", (template) => {
    const page = studioPage().replaceAll("\\|", "|");

    for (const { properties } of template.widgets(EXAMPLE)) {
      for (const value of Object.values(properties)) {
        if (typeof value === "string" || typeof value === "number") expect(page).toContain(`\`${value}\``);
      }
    }
  });
});
