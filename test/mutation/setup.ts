import fc from "fast-check";

declare global {
  /** What Stryker's mutants look at. */
  var __stryker__: { activeMutant: string | undefined } | undefined;
}

// The thread is kept: what a test file does while it is loaded, it does without the mutant of the run before.
if (globalThis.__stryker__) globalThis.__stryker__.activeMutant = undefined;

// A mutant that the first examples do not show waits for each of a property's hundreds, in every test that reaches it.
fc.configureGlobal({ interruptAfterTimeLimit: 500 });
