import { describe, expect, it } from "vitest";
import { findBrowser } from "../../support/browser.ts";

describe("the browser that the tests use", () => {
  const only = (browser: string) => (path: string) => path === browser;

  it("is the one that CHROMIUM names", async () => {
    expect(await findBrowser({ CHROMIUM: "/opt/mine" }, () => true)).toEqual({ executablePath: "/opt/mine" });
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
    expect(await findBrowser({}, only(path))).toEqual({ executablePath: path });
  });

  it("is Playwright's where the system has none", async () => {
    const playwrights = (path: string) => path.includes("ms-playwright");

    expect((await findBrowser({}, playwrights)).executablePath).toContain("ms-playwright");
  });

  it("is the one that npm installed where there is no other", async () => {
    const packaged = { executablePath: "/unpacked/chromium", env: { LD_LIBRARY_PATH: "/unpacked/lib" } };

    expect(
      await findBrowser(
        {},
        () => false,
        async () => packaged,
      ),
    ).toEqual(packaged);
  });

  it("is requested by a sentence that says what to do, if none starts", async () => {
    const none = findBrowser(
      {},
      () => false,
      async () => undefined,
    );

    await expect(none).rejects.toThrow(/none was found.*glibc 2\.34.*apt-get install chromium/s);
  });
});
