import React from "react";
import type { Telemetry } from "../../../../ports/telemetry.ts";
import type { AskOptions } from "../../functions-client/ask.ts";
import type { Text } from "../../text.ts";
import type { PanelServices } from "../callback-panel.tsx";
import { makeRemoteVoicemail, type RemoteVoicemail } from "./remote-voicemail.ts";
import { VoicemailPlayer } from "./voicemail-player.tsx";
import { VoicemailTools } from "./voicemail-tools.tsx";

/** What the panel shows of a voicemail beside its transcript. Each task has its own: nothing is carried over. */
export function voicemailParts(
  asking: AskOptions,
  telemetry: Telemetry,
  text: Text,
): Pick<PanelServices, "renderPlayer" | "renderVoicemailTools"> {
  const remote = makeRemoteVoicemail(asking);
  const load: RemoteVoicemail["load"] = async (...args) => {
    const loaded = await remote.load(...args);
    if (loaded.kind === "loaded") telemetry.track({ kind: "voicemail-played" });

    return loaded;
  };

  return {
    renderPlayer: ({ task: { id } }) => <VoicemailPlayer key={id} taskId={id} load={load} text={text} />,
    renderVoicemailTools: (callback) => (
      <VoicemailTools key={callback.task.id} callback={callback} remote={remote} text={text} />
    ),
  };
}
