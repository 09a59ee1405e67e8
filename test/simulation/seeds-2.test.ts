import { describeSeeds } from "./seeds.ts";

describeSeeds("twilio", 51, 50);
describeSeeds("memory", 151, 50);
