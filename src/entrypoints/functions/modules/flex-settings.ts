import { ContainerModule } from "inversify";
import { makeFlexSettingsAnswer } from "../../../adapters/functions/flex-settings.ts";
import { TOKENS } from "../tokens.ts";

/** What the plugin is told of the settings. Needs no queue. */
export const flexSettingsModule = new ContainerModule(({ bind }) => {
  bind(TOKENS.FlexSettingsAnswer).toResolvedValue(makeFlexSettingsAnswer, [
    TOKENS.RequeuePolicy,
    TOKENS.DeletionPolicy,
  ]);
});
