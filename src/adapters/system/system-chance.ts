import type { Chance } from "../../ports/chance.ts";

export class SystemChance implements Chance {
  fraction(): number {
    return Math.random();
  }

  id(): string {
    return crypto.randomUUID();
  }
}
