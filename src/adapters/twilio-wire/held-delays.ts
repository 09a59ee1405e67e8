/** The attribute by which a workflow knows how long a request is held back. */
const RETRY_DELAY = "callBackData.retryDelay";

/** @param configuration of the workflow, as JSON */
export function heedsDelays(configuration: string): boolean {
  return configuration.includes(RETRY_DELAY);
}
