import { describe, expect, it } from "vitest";
import { findBrowser } from "../../support/browser.ts";

describe("the browser that the tests use", () => {
  const only = (browser: string) => (path: string) => path === browser;

  it("is the one that CHROMIUM names", async () => {
    expect(await findBrowser({ CHROMIUM: "/opt/mine" }, () => true)).toBe("/opt/mine");
  });

  it("is not another when CHROMIUM names none", async () => {
    await expect(findBrowser({ CHROMIUM: "/opt/mine" }, only("/usr/bin/chromium"))).rejects.toThrow(
      "/opt/mine",
    );
  });

  it.each([
    "/usr/bin/chromium",
    "/usr/bin/google-chrome",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  ])("is the system's at %s", async (path) => {
    expect(await findBrowser({}, only(path))).toBe(path);
  });

  it("is Playwright's where the system has none", async () => {
    const playwrights = (path: string) => path.includes("ms-playwright");

    expect(await findBrowser({}, playwrights)).toContain("ms-playwright");
  });

  it("is requested by a sentence that says what to do, if there is none at all", async () => {
    await expect(findBrowser({}, () => false)).rejects.toThrow(/apt-get install chromium/);
  });
});
