/**
 * The workflows by which requests reach agents.
 * Every adapter passes `test/contracts/workflows.contract.ts`.
 */
export interface Workflows {
  /**
   * Whether the workflow holds requests back for as long as they ask. One that is not there does not.
   *
   * @throws {Unavailable} when nobody can say
   */
  heedsDelays(workflowId: string): Promise<boolean>;

  /**
   * What people call the workflow. `undefined`: it is not there.
   *
   * @throws {Unavailable} when nobody can say
   */
  nameOf(workflowId: string): Promise<string | undefined>;
}
