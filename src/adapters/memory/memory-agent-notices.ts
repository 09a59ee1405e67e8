import type { AgentNotice, AgentNotices } from "../../ports/agent-notices.ts";

/** `AgentNotices` in memory. `told` has what an agent would see. */
export class MemoryAgentNotices implements AgentNotices {
  readonly #told: AgentNotice[] = [];
  #visible: readonly AgentNotice[] = [];

  tell(notice: AgentNotice): void {
    if (this.#visible.some((shown) => isSame(shown, notice))) return;

    this.#told.push(notice);
    this.#visible = [...this.#visible, notice];
  }

  /** All notices shown so far, oldest first. */
  get told(): readonly AgentNotice[] {
    return [...this.#told];
  }

  /** The agent closes all visible notices. */
  dismissAll(): void {
    this.#visible = [];
  }
}

function isSame(one: AgentNotice, other: AgentNotice): boolean {
  return one.kind === other.kind && reasonOf(one) === reasonOf(other);
}

function reasonOf(notice: AgentNotice): string | undefined {
  return "reason" in notice ? notice.reason : undefined;
}
