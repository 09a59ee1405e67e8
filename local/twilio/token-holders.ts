import type { LocalAccount } from "./account.ts";

/** A person who has logged in to Flex and has a token. */
export interface TokenHolder {
  readonly identity: string;
  readonly roles: readonly string[];
  readonly workerSid: string | null;
}

/** The holders by token, without the expired token. */
export function tokenHolders({ tokens, ...account }: LocalAccount): ReadonlyMap<string, TokenHolder> {
  return new Map([
    [tokens.agent, { identity: "agent", roles: ["agent"], workerSid: account.workerSid }],
    [tokens.agent2, { identity: "agent2", roles: ["agent"], workerSid: account.secondWorkerSid }],
    [
      tokens.supervisor,
      { identity: "supervisor", roles: ["supervisor"], workerSid: account.supervisorWorkerSid },
    ],
    [tokens.admin, { identity: "admin", roles: ["admin"], workerSid: account.adminWorkerSid }],
    [tokens.withoutWorker, { identity: "nobody", roles: ["agent"], workerSid: null }],
  ]);
}
