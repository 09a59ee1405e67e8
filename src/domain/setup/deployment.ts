/**
 * What to go back to, given what ran so far, the oldest first and the one that runs now last.
 *
 * Going back undoes: what was gone back from is never gone back to, and going back twice goes further back.
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
export const LAST_PHASE = 3;

/** What Flex should load for our plugin to be at that version. Everybody else's plugins stay as they are. */
export function withVersion(
  loaded: readonly LoadedPlugin[],
  pluginId: string,
  versionId: string,
): readonly LoadedPlugin[] {
  const ours = loaded.find((each) => each.pluginId === pluginId);
  const others = loaded.filter((each) => each.pluginId !== pluginId);

  return [...others, { pluginId, versionId, phase: ours?.phase ?? LAST_PHASE }];
}
