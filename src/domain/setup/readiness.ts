/** What an examination of one point found. */
export type Finding =
  | { readonly kind: "ready"; readonly detail?: string }
  /** Works, but not as well or as safely as it could. */
  | { readonly kind: "advice"; readonly problem: string; readonly remedy: string }
  | { readonly kind: "fault"; readonly problem: string; readonly remedy: string }
  /** Could not be examined: somebody did not answer. */
  | { readonly kind: "unknown"; readonly reason: string };

/** One point of an account's readiness. */
export interface Examined {
  readonly point: string;
  readonly finding: Finding;
}

/** Nothing that callbacks need is missing, as far as could be seen. */
export function isReady(examined: readonly Examined[]): boolean {
  return examined.every(({ finding }) => finding.kind === "ready" || finding.kind === "advice");
}

export function judgeActivities(activities: readonly { readonly available: boolean }[]): Finding {
  return activities.some(({ available }) => available)
    ? { kind: "ready" }
    : {
        kind: "fault",
        problem: "no activity makes agents available, so no task is ever offered to one",
        remedy: "Make one in the Console: TaskRouter, Workspaces, Flex Task Assignment, Activities.",
      };
}

export function judgeOutboundDialling(enabled: boolean): Finding {
  return enabled
    ? { kind: "ready" }
    : {
        kind: "fault",
        problem: "agents cannot call anybody back: Flex's default outbound call flow is not enabled",
        remedy:
          "Switch on the dialpad in the Console: Flex, Manage, Voice. It must be the flow named default.",
      };
}

/** @param openToAll whether a recording could be fetched without credentials; `undefined`: there is none to try */
export function judgeRecordingAuth(openToAll: boolean | undefined): Finding {
  switch (openToAll) {
    case undefined:
      return { kind: "ready", detail: "there is none yet to see whether it is protected" };
    case false:
      return { kind: "ready" };
    case true:
      return {
        kind: "advice",
        problem: "whoever knows a recording's address can listen to it",
        remedy:
          "Switch on Enforce HTTP Auth on Media URLs in the Console: Voice, Settings. Agents still hear voicemails.",
      };
  }
}

export interface FunctionsProbe {
  /** What the settings function answers to somebody without a token: 403 where all is well. */
  readonly withoutToken: number;
  /** What create-callback answers to a request that Twilio did not sign. */
  readonly unsigned: number;
}

export function judgeFunctions({ withoutToken, unsigned }: FunctionsProbe): Finding {
  const remedy = "Deploy again: npx flex-callback-voicemail deploy --functions-only";
  if (unsigned < 400) {
    return {
      kind: "fault",
      problem: "anybody can ask for callbacks: create-callback is not protected",
      remedy,
    };
  }
  if (withoutToken < 400) {
    return { kind: "fault", problem: "the functions for agents answer without a Flex token", remedy };
  }
  if (withoutToken !== 403) {
    const problem = `a function for agents answered ${withoutToken} where it should ask for a token`;
    return { kind: "fault", problem, remedy: `${remedy}; its log in the Console says more` };
  }

  return { kind: "ready" };
}

/** @param differences what our workflow has that the settings do not say; `undefined`: it is not ours */
export function judgeWorkflow(differences: readonly string[] | undefined): Finding {
  if (differences === undefined)
    return { kind: "ready", detail: "yours: its retry delays are for you to say" };

  return differences.length === 0
    ? { kind: "ready" }
    : {
        kind: "advice",
        problem: "its retry delays are not those of CALLBACK_RETRY_DELAYS and CALLBACK_MAX_ATTEMPTS",
        remedy: "npx flex-callback-voicemail provision",
      };
}
