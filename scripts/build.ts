// `npm run build`: what is deployed and what is published, under dist/.
import { buildFunctions } from "./build-functions.ts";

for (const { file, bytes } of await buildFunctions()) {
  console.log(`dist/functions/${file}  ${Math.ceil(bytes / 1000)} kB`);
}
