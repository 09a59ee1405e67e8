// `npm run build`: what is deployed and what is published, under dist/.
import { readArguments } from "../scripts/arguments.ts";
import { buildCli } from "./cli.ts";
import { buildFunctions } from "./functions.ts";
import { buildLibrary } from "./library.ts";
import { writePluginProject, writeServerlessProject } from "./official.ts";
import { buildPlugin } from "./plugin.ts";

readArguments({
  command: "npm run build",
  usage: "npm run build: makes what is deployed and what is published, under dist/",
});
for (const { file, bytes } of await buildFunctions()) {
  console.log(`dist/functions/${file}  ${kilobytes(bytes)}`);
}

const { bytes, gzippedBytes } = await buildPlugin();
console.log(`dist/plugin  ${kilobytes(bytes)}, ${kilobytes(gzippedBytes)} gzipped`);

console.log(`dist/cli  ${kilobytes((await buildCli()).bytes)}`);
writeServerlessProject();
await writePluginProject();
console.log("dist/twilio");

await buildLibrary();
console.log("dist/library");

function kilobytes(bytes: number): string {
  return `${Math.ceil(bytes / 1000)} kB`;
}
