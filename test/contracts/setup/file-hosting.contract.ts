import { beforeEach, describe, expect } from "vitest";
import { Rejected, Unavailable } from "../../../src/ports/faults.ts";
import type { DeployedFile, FileHosting } from "../../../src/ports/setup/file-hosting.ts";
import { type Gap, promised } from "../promises.ts";

export interface FileHostingSetup {
  /** A place where nothing runs yet. */
  readonly hosting: FileHosting;
  /** Lets as much time pass as a build takes. */
  letBuildsFinish(): void;
  /** The id of a build that nobody knows. */
  readonly unknownBuildId: string;
  /** The variables that are set now. */
  variables(): Readonly<Record<string, string>>;
  /** From now on nobody can reach it. */
  cutOff(): void;
}

/** What every `FileHosting` promises. Called before every test, `setup` yields a place of its own. */
export function describeFileHosting(
  adapter: string,
  setup: () => FileHostingSetup | Promise<FileHostingSetup>,
  gaps: readonly Gap[] = [],
): void {
  describe(`${adapter} keeps the FileHosting contract`, () => {
    let world: FileHostingSetup;
    let hosting: FileHosting;
    beforeEach(async () => {
      world = await setup();
      hosting = world.hosting;
    });

    async function built(...files: readonly DeployedFile[]): Promise<string> {
      const uploaded = [];
      for (const file of files) uploaded.push({ kind: file.kind, versionId: await hosting.upload(file) });
      const buildId = await hosting.build(uploaded);
      world.letBuildsFinish();

      return buildId;
    }

    promised(gaps, (promise) => {
      promise("runs nothing before the first build is made to run", async () => {
        await built(aFunction("/one"));

        expect(await hosting.running()).toBeUndefined();
        expect(await hosting.history()).toEqual([]);
      });

      promise("builds what was uploaded, which takes a while", async () => {
        const [one, two] = [await hosting.upload(aFunction("/one")), await hosting.upload(anAsset("/two"))];
        const buildId = await hosting.build([
          { kind: "function", versionId: one },
          { kind: "asset", versionId: two },
        ]);
        expect(await hosting.buildState(buildId)).toBe("building");

        world.letBuildsFinish();
        expect(await hosting.buildState(buildId)).toBe("completed");
        expect(await hosting.filesOf(buildId)).toEqual([
          { kind: "function", path: "/one", versionId: one },
          { kind: "asset", path: "/two", versionId: two },
        ]);
      });

      promise("refuses to build a file that it does not know", async () => {
        const build = hosting.build([{ kind: "function", versionId: `ZN${"9".repeat(32)}` }]);

        await expect(build).rejects.toBeInstanceOf(Rejected);
      });

      promise("says of a build that nobody knows that it is gone", async () => {
        expect(await hosting.buildState(world.unknownBuildId)).toBe("gone");
        await expect(hosting.run(world.unknownBuildId)).rejects.toBeInstanceOf(Rejected);
      });

      promise("runs no build that is not completed", async () => {
        const versionId = await hosting.upload(aFunction("/one"));
        const buildId = await hosting.build([{ kind: "function", versionId }]);

        await expect(hosting.run(buildId)).rejects.toBeInstanceOf(Rejected);
        expect(await hosting.running()).toBeUndefined();
      });

      promise("tells every build that was made to run, each time, the latest last", async () => {
        const [one, two] = [await built(aFunction("/one")), await built(aFunction("/two"))];
        for (const buildId of [one, two, one]) await hosting.run(buildId);

        expect(await hosting.running()).toBe(one);
        expect(await hosting.history()).toEqual([one, two, one]);
      });

      promise("sets the variables that differ, tells which, and leaves all others alone", async () => {
        await hosting.setVariables({ ONE: "1", TWO: "2" });
        const set = await hosting.setVariables({ TWO: "3", ONE: "1" });

        expect(set).toEqual(["TWO"]);
        expect(world.variables()).toEqual({ ONE: "1", TWO: "3" });
        await hosting.setVariables({ THREE: "3" });
        expect(world.variables()).toEqual({ ONE: "1", TWO: "3", THREE: "3" });
      });

      promise("says that it cannot be reached", async () => {
        world.cutOff();

        await expect(hosting.running()).rejects.toBeInstanceOf(Unavailable);
        await expect(hosting.upload(aFunction("/one"))).rejects.toBeInstanceOf(Unavailable);
        await expect(hosting.buildState(world.unknownBuildId)).rejects.toBeInstanceOf(Unavailable);
      });
    });
  });
}

function aFunction(path: string): DeployedFile {
  const content = new TextEncoder().encode("exports.handler = () => {};");

  return {
    kind: "function",
    name: path.slice(1),
    path,
    visibility: "protected",
    content,
    contentType: "application/javascript",
    fingerprint: path,
  };
}

function anAsset(path: string): DeployedFile {
  return { ...aFunction(path), kind: "asset" };
}
