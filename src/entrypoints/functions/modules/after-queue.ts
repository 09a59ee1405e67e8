import { ContainerModule } from "inversify";
import { makeAfterQueue } from "../../../adapters/functions/twiml/after-queue.ts";
import { TOKENS } from "../tokens.ts";

export const afterQueueModule = new ContainerModule(({ bind }) => {
  bind(TOKENS.AfterQueueAnswer).toResolvedValue(makeAfterQueue, [TOKENS.MenuOptions]);
});
