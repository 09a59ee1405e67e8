/**
 * The version to return to.
 *
 * A rollback undoes: it skips versions that were rolled back, and a second rollback goes further back.
 *
 * @param history all versions in the order in which they ran. The last one runs now
 */
export function stepBack(history: readonly string[]): string | undefined {
  const standing: string[] = [];
  for (const id of history) {
    const known = standing.indexOf(id);
    if (known === -1) standing.push(id);
    else standing.length = known + 1;
  }

  return standing.at(-2);
}

/** A plugin that Flex loads: one of its versions, in one of the phases of loading. */
export interface LoadedPlugin {
  readonly pluginId: string;
  readonly versionId: string;
  readonly phase: number;
}

/** Flex's last phase, in which all ordinary plugins load. */
const LAST_PHASE = 3;

/** The plugins that Flex should load, with our plugin at this version. The plugins of others stay as they are. */
export function withVersion(
  loaded: readonly LoadedPlugin[],
  pluginId: string,
  versionId: string,
): readonly LoadedPlugin[] {
  const ours = loaded.find((each) => each.pluginId === pluginId);
  const others = loaded.filter((each) => each.pluginId !== pluginId);

  return [...others, { pluginId, versionId, phase: ours?.phase ?? LAST_PHASE }];
}
