import { ContainerModule } from "inversify";
import { DEFAULT_MENU, type MenuOptions, readMenu } from "../../../adapters/functions/twiml/menu-options.ts";
import { Misconfigured, type Settings } from "../settings.ts";
import { TOKENS } from "../tokens.ts";

/** Binds what the deployer replaces of the wait menu. */
export const menuOptionsModule = new ContainerModule(({ bind }) => {
  bind(TOKENS.MenuOptions).toResolvedValue(menuOptions, [TOKENS.Settings]);
});

function menuOptions({ CALLBACK_MENU: given }: Settings): MenuOptions {
  if (given === undefined) return DEFAULT_MENU;
  const read = readMenu(given.startsWith("/") ? textOf(given) : given);
  if (read.kind === "fault") throw new Misconfigured(`CALLBACK_MENU: ${read.faults.join("; ")}`);

  return read.menu;
}

/** Twilio's runtime's own global: https://www.twilio.com/docs/serverless/functions-assets/client */
declare const Runtime: { getAssets(): Readonly<Record<string, { open(): string } | undefined>> } | undefined;

function textOf(path: string): string {
  const asset = typeof Runtime === "undefined" ? undefined : Runtime.getAssets()[path];
  if (!asset) throw new Misconfigured(`CALLBACK_MENU names the private asset ${path}, and there is none`);

  return asset.open();
}
