import { Box } from "@twilio-paste/box";
import React, { type ReactElement, useRef, useState } from "react";
import type { Text } from "../../text.ts";
import { PanelButton } from "../panel-button.tsx";
import { useId } from "../use-id.ts";
import type { Listening } from "./listening.ts";

const SPEEDS = [0.75, 1, 1.25, 1.5, 2] as const;

/** How far an arrow key moves. */
const STEP_SECONDS = 1;

/** WCAG 2.2 asks for targets of 24 pixels: https://www.w3.org/TR/WCAG22/#target-size-minimum */
const TARGET_PX = 24;

interface PlayerControlsProps {
  readonly taskId: string;
  /** Of sound that is here already: it begins to play at once. */
  readonly url: string;
  readonly listening: Listening;
  readonly text: Text;
}

/** Play and pause, position and speed, all of them by keyboard too. */
export function PlayerControls(props: PlayerControlsProps): ReactElement {
  const { taskId, url, listening, text } = props;
  const audio = useRef<HTMLAudioElement>(null);
  const [isPlaying, setPlaying] = useState(false);
  const [position, setPosition] = useState(0);
  const [length, setLength] = useState(0);
  const [isBroken, setBroken] = useState(false);
  const speedId = useId();
  const onSound = (act: (sound: HTMLAudioElement) => void) => () => audio.current && act(audio.current);

  return (
    <Box element="CALLBACK_VOICEMAIL_PLAYER_CONTROLS" display="flex" flexDirection="column" rowGap="space30">
      {/* biome-ignore lint/a11y/useMediaCaption: captions are for video; of sound alone WCAG 2.2 asks for a text (1.2.1), and the transcript stands beside it */}
      <audio
        ref={audio}
        src={url}
        autoPlay
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onLoadedMetadata={onSound((sound) => {
          sound.currentTime = listening.positionOf(taskId);
          sound.playbackRate = listening.speed;
        })}
        onTimeUpdate={onSound(({ currentTime }) => {
          listening.reached(taskId, currentTime);
          setPosition(currentTime);
        })}
        onEnded={() => listening.forget(taskId)}
        onDurationChange={onSound(({ duration }) => setLength(Number.isFinite(duration) ? duration : 0))}
        onError={() => setBroken(true)}
      />
      {isBroken && (
        <Box as="div" role="alert" color="colorTextError" fontSize="fontSize30">
          {text("VoicemailProblemNotPlayable")}
        </Box>
      )}
      <Box display="flex" columnGap="space40" alignItems="center">
        <PanelButton
          variant="primary"
          onClick={onSound((sound) => (isPlaying ? sound.pause() : void sound.play()))}
        >
          {text(isPlaying ? "PauseVoicemail" : "ContinueVoicemail")}
        </PanelButton>
        <input
          type="range"
          min={0}
          max={Math.max(length, position)}
          step={STEP_SECONDS}
          value={position}
          aria-label={text("PlayerPosition")}
          aria-valuetext={text("PlayerPositionOf", {
            position: clockTime(position),
            length: clockTime(length),
          })}
          style={{ flexGrow: 1, minWidth: 0, height: TARGET_PX }}
          onChange={({ target }) => {
            if (audio.current) audio.current.currentTime = Number(target.value);
            setPosition(Number(target.value));
          }}
        />
        <Box
          as="span"
          color="colorTextWeak"
          fontSize="fontSize20"
          lineHeight="lineHeight20"
          whiteSpace="nowrap"
        >
          {clockTime(position)} / {clockTime(length)}
        </Box>
      </Box>
      <Box display="flex" columnGap="space30" alignItems="center" color="colorTextWeak" fontSize="fontSize20">
        <label htmlFor={speedId}>{text("PlayerSpeed")}</label>
        <select
          id={speedId}
          defaultValue={listening.speed}
          style={{ minHeight: TARGET_PX, minWidth: TARGET_PX }}
          onChange={({ target }) => {
            listening.speed = Number(target.value);
            if (audio.current) audio.current.playbackRate = listening.speed;
          }}
        >
          {SPEEDS.map((speed) => (
            <option key={speed} value={speed}>
              {speed}×
            </option>
          ))}
        </select>
      </Box>
    </Box>
  );
}

/** `1:05`, `33:12`. */
function clockTime(seconds: number): string {
  const whole = Math.floor(seconds);

  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
