import { MemoryDeployNotes } from "../../../src/adapters/memory/setup/memory-deploy-notes.ts";
import { MemoryFileHosting } from "../../../src/adapters/memory/setup/memory-file-hosting.ts";
import { MemoryPluginRegistry } from "../../../src/adapters/memory/setup/memory-plugin-registry.ts";
import { MemoryResources } from "../../../src/adapters/memory/setup/memory-resources.ts";
import { describeDeployNotes } from "../../contracts/setup/deploy-notes.contract.ts";
import { describeFileHosting } from "../../contracts/setup/file-hosting.contract.ts";
import { describePluginRegistry } from "../../contracts/setup/plugin-registry.contract.ts";
import { describeResources } from "../../contracts/setup/resources.contract.ts";

describeResources("MemoryResources", () => {
  const resources = new MemoryResources();

  return {
    resources,
    content: [{ size: 1 }, { size: 2 }],
    letASecondPass: () => {},
    cutOff: () => resources.cutOff(),
  };
});

describeDeployNotes("MemoryDeployNotes", () => {
  const kept = new Map<string, string>();

  return { open: () => new MemoryDeployNotes(kept) };
});

describePluginRegistry("MemoryPluginRegistry", () => {
  const registry = new MemoryPluginRegistry();

  return {
    registry,
    theirs: async () => ({ pluginId: "their-plugin", versionId: "their-version" }),
    cutOff: () => registry.cutOff(),
  };
});

describeFileHosting("MemoryFileHosting", () => {
  const hosting = new MemoryFileHosting();

  return {
    hosting,
    letBuildsFinish: () => hosting.finishBuilds(),
    unknownBuildId: "build-9",
    variables: () => Object.fromEntries(hosting.variables),
    cutOff: () => hosting.cutOff(),
  };
});
