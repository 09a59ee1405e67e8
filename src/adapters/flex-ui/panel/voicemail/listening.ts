/** How far the agent has listened to each message, and how fast: remembered while they look at other tasks. */
export class Listening {
  readonly #positions = new Map<string, number>();
  /** The agent's, for every message. */
  speed = 1;

  /** In seconds. */
  positionOf(taskId: string): number {
    return this.#positions.get(taskId) ?? 0;
  }

  reached(taskId: string, position: number): void {
    this.#positions.set(taskId, position);
  }

  /** The message was heard to its end, or its task has left the agent's list. */
  forget(taskId: string): void {
    this.#positions.delete(taskId);
  }
}
