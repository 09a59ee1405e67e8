import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hostBundle } from "../../../local/flex-page/host-bundle.ts";

/** Of the page's packages the smallest. The browser tests run on the bundle of all of them. */
const source = `window.React = require("react");`;

describe("the Flex UI as one script", () => {
  let cacheFolder: string;
  beforeEach(async () => {
    cacheFolder = await mkdtemp(join(tmpdir(), "flex-ui-cache-"));
  });
  afterEach(() => rm(cacheFolder, { recursive: true, force: true }));

  it("is built once, with progress messages, and reused after that", async () => {
    const said: string[] = [];
    const progress = (line: string) => said.push(line);
    const built = await hostBundle({ cacheFolder, source, progress });
    expect(said).toHaveLength(3);
    const script = await readFile(built.file);
    expect(gunzipSync(await readFile(built.gzipFile)).equals(script)).toBe(true);
    said.length = 0;
    const { mtimeMs } = await stat(built.file);

    expect(await hostBundle({ cacheFolder, source, progress })).toEqual(built);
    expect(said).toEqual([]);
    expect((await stat(built.file)).mtimeMs).toBe(mtimeMs);
    expect(await readdir(cacheFolder)).toEqual([built.version]);
  });
});
