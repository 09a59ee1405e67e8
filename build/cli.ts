// Bundles the command line program into one file below dist/cli, which `npx flex-callback-voicemail` runs.
import { chmodSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));

export interface BuiltCli {
  readonly file: string;
  readonly bytes: number;
}

/** The bundle contains all packages, so that the program runs without Twilio's SDK installed. */
export async function buildCli(outdir: string = join(root, "dist/cli")): Promise<BuiltCli> {
  const file = join(outdir, "main.mjs");
  await build({
    entryPoints: [join(root, "src/entrypoints/cli/main.ts")],
    outfile: file,
    bundle: true,
    minify: true,
    platform: "node",
    format: "esm",
    target: "node20",
    legalComments: "none",
    logLevel: "warning",
    // The SDK is CommonJS, and loads Node's own modules with `require`.
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
  });

  // In the package's own folder, `npx` executes the file itself.
  chmodSync(file, 0o755);

  return { file, bytes: statSync(file).size };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { file, bytes } = await buildCli();
  console.log(`${file}: ${Math.ceil(bytes / 1000)} kB`);
}
