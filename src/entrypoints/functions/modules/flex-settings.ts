import { ContainerModule } from "inversify";
import { makeFlexSettingsAnswer } from "../../../adapters/functions/flex-settings.ts";
import { TOKENS } from "../tokens.ts";

/** Binds the answer of `settings`. It needs no queue. */
export const flexSettingsModule = new ContainerModule(({ bind }) => {
  bind(TOKENS.FlexSettingsAnswer).toResolvedValue(makeFlexSettingsAnswer, [
    TOKENS.RequeuePolicy,
    TOKENS.DeletionPolicy,
    TOKENS.ListPolicy,
  ]);
});
