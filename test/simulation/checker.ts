import { checkAnswers } from "./checks/answers.ts";
import { checkChains } from "./checks/chains.ts";
import { checkOnce, checkPromises } from "./checks/promises.ts";
import { checkSupervisors } from "./checks/supervisors.ts";
import { checkTurns } from "./checks/turns.ts";
import { checkVoicemails } from "./checks/voicemails.ts";
import type { Breaks, Demand } from "./demands.ts";
import { SPOKEN } from "./people.ts";
import { type TradeOff, tradeOffIn } from "./trade-offs.ts";
import type { World } from "./world.ts";

export interface Finding {
  readonly demand: Demand;
  readonly about: string;
  /** Known not to be avoidable in what happened. */
  readonly tradeOff?: TradeOff;
}

/** Numbers of the made-up callers, tokens of the made-up agents, and what is said in messages. */
const SECRETS = new RegExp(`1415555\\d{4}|local-flex-token|token-\\d+-of-|${SPOKEN}`);

/** What a run breaks, by what was seen from outside. */
export function check({ history, centre, clock }: World): readonly Finding[] {
  const found: Finding[] = [];
  const now = clock.time();
  const breaks: Breaks = (demand, about, key, from = 0, to = now) => {
    const tradeOff = key === undefined ? undefined : tradeOffIn(history, demand, key, from, to);
    found.push({ demand, about, ...(tradeOff && { tradeOff }) });
  };

  checkAnswers(history, now, breaks);
  checkPromises(history, now, breaks);
  checkOnce(history, breaks);
  checkChains(history, breaks);
  checkVoicemails(history, (sid) => centre.hasRecording(sid), breaks);
  checkTurns(history, breaks);
  checkSupervisors(history, breaks);
  for (const violation of centre.violations()) breaks("breaks-contract", violation);
  for (const line of history.logLines.filter((each) => SECRETS.test(each))) breaks("log-tells", line);
  for (const reason of history.unhandled) breaks("unhandled-rejection", reason);

  return found;
}
