import { describeSeeds } from "./seeds.ts";

describeSeeds("twilio", 1, 50);
describeSeeds("memory", 101, 50);
