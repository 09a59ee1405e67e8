/** Builds what the desk's page is made of ahead of time: `npx tsx build/flex-page.ts`. */
import { hostBundle } from "../local/flex-page/host-bundle.ts";

const bundle = await hostBundle({ progress: (line) => console.log(line) });
console.log(`The desk's Flex UI is in ${bundle.file}`);
