import { Box } from "@twilio-paste/box";
import React, {
  type ChangeEvent,
  type ReactElement,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import type { CallbackBoard } from "../../../application/desktop/callback-board.ts";
import type { RosterAgent } from "../../../ports/agent-roster.ts";
import { Field, INPUT_LOOK } from "../panel/field.tsx";
import { Native } from "../panel/native.ts";
import { PanelButton } from "../panel/panel-button.tsx";
import { useMounted } from "../panel/voicemail/use-mounted.ts";
import { ActionForm } from "./action-form.tsx";
import { actText } from "./list-words.ts";
import type { ViewServices } from "./view-services.ts";

interface AssignFormProps {
  readonly contact: string;
  readonly isBusy: boolean;
  readonly onConfirm: (agent: RosterAgent) => void;
  readonly onLeave: () => void;
  readonly services: ViewServices;
}

type Known = Awaited<ReturnType<CallbackBoard["agents"]>>;

/** Asks who is to call. The agents are asked for when the form opens. */
export function AssignForm({
  contact,
  isBusy,
  onConfirm,
  onLeave,
  services: { board, text, nameOf },
}: AssignFormProps): ReactElement {
  const [known, setKnown] = useState<Known>();
  const [chosen, setChosen] = useState("");
  const field = useRef<HTMLSelectElement>(null);
  const isMounted = useMounted();
  const ask = useCallback(async (): Promise<void> => {
    setKnown(undefined);
    const answer = await board.agents();
    if (isMounted()) setKnown(answer);
  }, [board, isMounted]);
  useLayoutEffect(() => field.current?.focus(), []);
  useEffect(() => void ask(), [ask]);
  const agents = known?.kind === "agents" ? known.agents : [];
  const agent = agents.find(({ workerId }) => workerId === chosen);
  const confirm = (): void => {
    if (agent && !isBusy) onConfirm(agent);
    else field.current?.focus();
  };
  const group = (label: string, members: readonly RosterAgent[]): ReactElement | false =>
    members.length > 0 && (
      <optgroup label={label}>
        {members.map(({ workerId, name }) => (
          <option key={workerId} value={workerId}>
            {nameOf(name)}
          </option>
        ))}
      </optgroup>
    );

  return (
    <ActionForm
      question={text("AssignQuestion", { contact })}
      confirm={{ label: text("Assign"), isBlocked: !agent, isBusy, onClick: confirm }}
      leaveLabel={text("AssignLeave")}
      onLeave={onLeave}
    >
      <Field label={text("AssignAgent")}>
        {(id) => (
          <Native
            as="select"
            id={id}
            ref={field}
            value={chosen}
            onChange={({ target }: ChangeEvent<HTMLSelectElement>) => setChosen(target.value)}
            maxWidth="size60"
            {...INPUT_LOOK}
          >
            <option value="">{text(known ? "AssignChoose" : "AssignLoading")}</option>
            {group(
              text("AssignAvailable"),
              agents.filter(({ isAvailable }) => isAvailable),
            )}
            {group(
              text("AssignAway"),
              agents.filter(({ isAvailable }) => !isAvailable),
            )}
          </Native>
        )}
      </Field>
      {known && known.kind !== "agents" && (
        <Box
          role="alert"
          display="flex"
          columnGap="space40"
          alignItems="center"
          color="colorTextError"
          fontSize="fontSize30"
        >
          {actText(known, { contact }, text)}
          <PanelButton variant="secondary" size="small" onClick={() => void ask()}>
            {text("TryAgain")}
          </PanelButton>
        </Box>
      )}
    </ActionForm>
  );
}
