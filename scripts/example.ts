// `npm run example`: the whole life of a callback, in memory.
import { freshLibrary } from "../build/fresh-library.ts";

await freshLibrary();
await import("../examples/callback-life/index.ts");
