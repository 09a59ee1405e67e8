import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Chromium from an npm package, which brings what a Linux machine may lack: NSS, expat and a font. */
const PACKAGE = "@sparticuz/chromium";
const CACHE = fileURLToPath(new URL("../../.cache/chromium/", import.meta.url));

/** The libraries that the package brings ask for glibc 2.34: Debian 12, Ubuntu 22.04, Fedora 35, RHEL 9, or newer. */
export const PACKAGED_FOR = "Linux on x64 with glibc 2.34 or newer";

export interface PackagedBrowser {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Unpacked once, about 200 MB; undefined where it does not start. */
export async function packagedBrowser(): Promise<PackagedBrowser | undefined> {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;

  const folder = await unpacked();
  const browser = {
    executablePath: join(folder, "chromium"),
    env: {
      LD_LIBRARY_PATH: join(folder, "al2023/lib"),
      FONTCONFIG_FILE: join(folder, "fonts.conf"),
    },
  };
  try {
    await run(browser.executablePath, ["--version"], { env: { ...process.env, ...browser.env } });
    return browser;
  } catch {
    return undefined;
  }
}

async function unpacked(): Promise<string> {
  const version = await packageVersion();
  const folder = join(CACHE, version);
  if (existsSync(folder)) return folder;

  await mkdir(CACHE, { recursive: true });
  const workshop = await mkdtemp(join(CACHE, "unpacking-"));
  try {
    await unpackInto(workshop);
    await writeFile(join(workshop, "fonts.conf"), fontsConf(join(folder, "fonts")));
    await rename(workshop, folder).catch(ifNotMadeMeanwhile(folder));
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }

  return folder;
}

/** The package unpacks into the folder for temporary files, and its libraries only where it takes the machine for a Lambda. */
async function unpackInto(folder: string): Promise<void> {
  const unpack = `import("${PACKAGE}").then(({ default: chromium }) => chromium.executablePath())`;
  const env = { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x" };
  await run(process.execPath, ["-e", unpack], { cwd: import.meta.dirname, env });
}

/** The package does not offer its package.json, which stands two folders above what it does offer. */
async function packageVersion(): Promise<string> {
  const offered = createRequire(import.meta.url).resolve(PACKAGE);
  const { version } = JSON.parse(await readFile(join(dirname(offered), "../../package.json"), "utf8"));

  return version;
}

function ifNotMadeMeanwhile(folder: string): (cause: unknown) => void {
  return (cause) => {
    if (!existsSync(folder)) throw cause;
  };
}

function fontsConf(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>${folder}</dir>
  <cachedir>${folder}-cache</cachedir>
</fontconfig>
`;
}
