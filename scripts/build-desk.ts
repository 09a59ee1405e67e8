/** Builds what the desk's page is made of ahead of time: `npx tsx scripts/build-desk.ts`. */
import { hostBundle } from "../local/desk/host-bundle.ts";

const bundle = await hostBundle({ progress: (line) => console.log(line) });
console.log(`The desk's Flex UI is in ${bundle.file}`);
