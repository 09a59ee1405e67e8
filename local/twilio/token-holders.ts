import type { LocalAccount } from "./account.ts";

/** Whoever logged in to Flex and got a token. */
export interface TokenHolder {
  readonly identity: string;
  readonly roles: readonly string[];
  readonly workerSid: string | null;
}

/** By token. The expired one is not among them. */
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
