import { createReadStream, existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { Readable } from "node:stream";

/** A plugin in the list of Flex's plugin service. */
export interface ListedPlugin {
  readonly name: string;
  readonly version: string;
  readonly src: string;
  readonly phase: number;
}

export interface PagePlugin {
  /** Empty if there is no built plugin, because Flex waits ten seconds for a plugin that does not load. */
  list(): Promise<readonly ListedPlugin[]>;
  /** The plugin or its source map. `undefined`: there is no such file. */
  read(name: string): Response | undefined;
}

export const PLUGIN_PATH = "/__page/plugin/";

/** The phase of plugins that start before the page shows. The official development server uses it too. */
const PHASE = 3;

export function pluginOf(file: string | undefined): PagePlugin {
  const script = file === undefined ? undefined : basename(file);

  return {
    list: async () => {
      if (file === undefined || script === undefined || !existsSync(file)) return [];
      const version = String((await stat(file)).mtimeMs);
      return [
        {
          name: basename(script, ".js"),
          version: "0.1.0",
          src: `${PLUGIN_PATH}${script}?built=${version}`,
          phase: PHASE,
        },
      ];
    },
    read: (name) => {
      if (file === undefined || (name !== script && name !== `${script}.map`)) return undefined;
      const path = name === script ? file : `${file}.map`;
      return existsSync(path)
        ? streamed(path, name === script ? "text/javascript" : "application/json")
        : undefined;
    },
  };
}

function streamed(path: string, contentType: string): Response {
  return new Response(Readable.toWeb(createReadStream(path)) as ReadableStream, {
    headers: { "content-type": contentType },
  });
}
