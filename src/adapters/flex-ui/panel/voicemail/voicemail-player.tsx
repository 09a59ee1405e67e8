import { Box } from "@twilio-paste/box";
import React, { type ReactElement, useEffect, useRef } from "react";
import type { Voicemails } from "../../../../application/desktop/voicemails.ts";
import { mayBeTriedAgain } from "../../../../domain/desktop/problem.ts";
import { VOICEMAIL_PROBLEMS } from "../../notice-text.ts";
import type { Text } from "../../text.ts";
import { PanelButton } from "../panel-button.tsx";
import type { Listening } from "./listening.ts";
import { PlayerControls } from "./player-controls.tsx";
import { type Sound, useSound } from "./use-sound.ts";

interface VoicemailPlayerProps {
  readonly taskId: string;
  readonly load: Voicemails["load"];
  readonly listening: Listening;
  /** Somebody asked for it already: it plays as soon as it is here. */
  readonly isWanted?: boolean;
  readonly text: Text;
}

/** Plays the message that a contact left: loaded when the agent wants to hear it, since it may be long. */
export function VoicemailPlayer(props: VoicemailPlayerProps): ReactElement {
  const { taskId, load, isWanted = false, ...rest } = props;
  const { sound, start } = useSound(taskId, load);
  // Once for each message, whatever else changes.
  const startedFor = useRef<string>();
  useEffect(() => {
    if (!isWanted || startedFor.current === taskId) return;
    startedFor.current = taskId;
    start();
  });

  return (
    // Buttons draw their edge outside of themselves.
    <Box element="CALLBACK_VOICEMAIL_PLAYER" display="flex" flexDirection="column" padding="space10">
      <PlayerContent taskId={taskId} sound={sound} start={start} {...rest} />
    </Box>
  );
}

interface PlayerContentProps extends Omit<VoicemailPlayerProps, "load" | "isWanted"> {
  readonly sound: Sound;
  readonly start: () => void;
}

function PlayerContent({ sound, start, ...rest }: PlayerContentProps): ReactElement {
  const { text } = rest;

  switch (sound.kind) {
    case "not-loaded":
      return (
        <PanelButton variant="primary" onClick={start}>
          {text("PlayVoicemail")}
        </PanelButton>
      );
    case "loading":
      return (
        <Box role="status" color="colorTextWeak" fontSize="fontSize30" lineHeight="lineHeight30">
          {sound.share === undefined
            ? text("LoadingVoicemail")
            : text("LoadingVoicemailShare", { percent: Math.round(sound.share * 100) })}
        </Box>
      );
    case "ready":
      return <PlayerControls key={sound.url} url={sound.url} {...rest} />;
    case "failed":
      return (
        <Box role="alert" display="flex" flexDirection="column" rowGap="space40" alignItems="flex-start">
          <Box as="div" color="colorTextError" fontSize="fontSize30" lineHeight="lineHeight30">
            {text(VOICEMAIL_PROBLEMS[sound.reason])}
          </Box>
          {mayBeTriedAgain({ kind: "voicemail", reason: sound.reason }) && (
            <PanelButton variant="secondary" onClick={start}>
              {text("TryAgain")}
            </PanelButton>
          )}
        </Box>
      );
  }
}
