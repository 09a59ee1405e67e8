// `npm run build`: what is deployed and what is published, under dist/.
import { buildFunctions } from "./build-functions.ts";
import { buildLibrary } from "./build-library.ts";
import { buildPlugin } from "./build-plugin.ts";

for (const { file, bytes } of await buildFunctions()) {
  console.log(`dist/functions/${file}  ${kilobytes(bytes)}`);
}

const { bytes, gzippedBytes } = await buildPlugin();
console.log(`dist/plugin  ${kilobytes(bytes)}, ${kilobytes(gzippedBytes)} gzipped`);

await buildLibrary();
console.log("dist/library");

function kilobytes(bytes: number): string {
  return `${Math.ceil(bytes / 1000)} kB`;
}
