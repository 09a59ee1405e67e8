import { builtinModules } from "node:module";
import { build, type Plugin } from "esbuild";

const BUILTIN = new RegExp(`^(node:.+|${builtinModules.filter((name) => !name.startsWith("_")).join("|")})$`);

/** Bundles a Worker into one module, as Wrangler does with `nodejs_compat`: built-ins stay, always as imports. */
export async function workerBundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    // With the built package, not with the source that tsconfig.json leads to.
    tsconfigRaw: {},
    write: false,
    format: "esm",
    target: "es2022",
    conditions: ["workerd", "worker", "browser"],
    plugins: [nodeCompat],
    logLevel: "error",
  });

  return outputFiles[0]?.text ?? "";
}

/** A `require` of a built-in becomes an import: Workers have no `require` for them. */
const nodeCompat: Plugin = {
  name: "node-compat",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: BUILTIN }, ({ path, kind }) => {
      const name = `node:${path.replace("node:", "")}`;

      return kind === "require-call" ? { path: name, namespace: "required" } : { path: name, external: true };
    });
    onLoad({ filter: /.*/, namespace: "required" }, ({ path }) => ({
      contents: `import builtin from "${path}"; module.exports = builtin;`,
    }));
  },
};
