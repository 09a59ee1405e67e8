/** Imports point inwards only. Each rule names the layers that its layer may import; every other import is an error. */
const sees = (layer, ...inner) => ({
  name: `${layer}-sees-only-${inner.length > 0 ? inner.join("-and-") : "itself"}`,
  severity: "error",
  from: { path: `^src/${layer}/` },
  to: { path: "^src/", pathNot: [layer, ...inner].map((name) => `^src/${name}/`) },
});

/** Names the packages that the layer may import. Without any, it may import neither packages nor Node's own modules. */
const uses = (layer, ...packages) => ({
  name: `${layer}-uses-${packages.length > 0 ? `only-${packages.join("-and-")}` : "no-packages"}`,
  severity: "error",
  from: { path: `^src/${layer}/` },
  to: { pathNot: ["^src/", ...packages.map((name) => `node_modules/${name}/`)] },
});

const never = (name, from, to, more = {}) => ({ name, severity: "error", from, to, ...more });

module.exports = {
  forbidden: [
    sees("domain"),
    sees("ports", "domain"),
    sees("application", "domain", "ports"),
    sees("adapters", "domain", "ports", "application"),
    uses("domain", "zod"),
    uses("ports"),
    uses("application"),
    never(
      "entrypoints-are-imported-by-nobody",
      { path: "^src/", pathNot: "^src/entrypoints/" },
      { path: "^src/entrypoints/" },
    ),
    // The adapters for Twilio share the connection and Twilio's words. These two import no other adapter.
    never(
      "adapters-stay-apart",
      { path: "^src/adapters/([^/]+)/" },
      { path: "^src/adapters/", pathNot: ["^src/adapters/$1/", "^src/adapters/twilio-(rest|wire)/"] },
    ),
    never(
      "container-only-in-entrypoints",
      { path: "^src/", pathNot: "^src/entrypoints/" },
      { path: "node_modules/(@?inversify|reflect-metadata)" },
    ),
    never(
      "src-sees-only-src",
      { path: "^src/" },
      { path: "^(local|test|bench|build|scripts|examples|dist)/" },
    ),
    // People who write an adapter elsewhere run the contracts with only Vitest and this package.
    never(
      "contracts-see-only-ports-domain-and-vitest",
      { path: ["^test/contracts/", "^test/support/requests\\.ts$"] },
      {
        pathNot: [
          "^src/(domain|ports)/",
          "^test/contracts/",
          "^test/support/requests\\.ts$",
          "node_modules/vitest/",
        ],
      },
    ),
    // Code for callbacks stays free of account setup, so that one can read it alone.
    never(
      "callbacks-never-see-setup",
      { path: "^src/(domain|ports|application|adapters)/", pathNot: "^src/[^/]+/(memory/)?setup/" },
      { path: "^src/(domain|ports|application|adapters)/(memory/)?setup/" },
    ),
    never("no-cycles", {}, { circular: true }),
    never(
      "no-folder-cycles",
      { path: "^(src|local)/" },
      { path: "^(src|local)/", circular: true },
      { scope: "folder" },
    ),
    // The local stack starts the builds. The builds must not depend on it.
    never("build-never-sees-local", { path: "^build/" }, { path: "^local/" }),
    never("no-unresolvable", {}, { couldNotResolve: true }),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "node", "default"],
    },
  },
};
