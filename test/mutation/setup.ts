import fc from "fast-check";
import { vi } from "vitest";

declare global {
  /** What Stryker's mutants look at. */
  var __stryker__: { activeMutant: string | undefined } | undefined;
}

// The thread is kept, but nothing of the mutant before: neither while a test file is loaded, nor in what a module remembers.
if (globalThis.__stryker__) globalThis.__stryker__.activeMutant = undefined;
vi.resetModules();

// A mutant that the first examples do not show waits for each of a property's hundreds, in every test that reaches it.
fc.configureGlobal({ interruptAfterTimeLimit: 500 });
