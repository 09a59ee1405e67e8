/**
 * The version to go back to, from all that ran so far: the oldest first, and last the one that runs now.
 *
 * Going back undoes: a version that was gone back from is skipped, and going back twice goes further back.
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

/** All that Flex should load once our plugin is at that version. The plugins of others stay as they are. */
export function withVersion(
  loaded: readonly LoadedPlugin[],
  pluginId: string,
  versionId: string,
): readonly LoadedPlugin[] {
  const ours = loaded.find((each) => each.pluginId === pluginId);
  const others = loaded.filter((each) => each.pluginId !== pluginId);

  return [...others, { pluginId, versionId, phase: ours?.phase ?? LAST_PHASE }];
}
