import { Box } from "@twilio-paste/box";
import React, { type ChangeEvent, type ReactElement } from "react";
import { type ListFilter, ROW_STATES, type RowState } from "../../../domain/supervisor/list-view.ts";
import { Field, INPUT_LOOK } from "../panel/field.tsx";
import { Native } from "../panel/native.ts";
import { PanelButton } from "../panel/panel-button.tsx";
import type { Text } from "../text.ts";
import { STATES } from "./list-words.ts";

interface ListToolsProps {
  readonly filter: ListFilter;
  readonly onFilter: (filter: ListFilter) => void;
  readonly canExport: boolean;
  readonly onExport: () => void;
  readonly text: Text;
}

/** What the list shows, and its export. */
export function ListTools({ filter, onFilter, canExport, onExport, text }: ListToolsProps): ReactElement {
  const onText = ({ target }: ChangeEvent<HTMLInputElement>): void =>
    onFilter({ ...filter, text: target.value });
  const onState = ({ target }: ChangeEvent<HTMLSelectElement>): void => {
    const state = ROW_STATES.find((each) => each === target.value);
    onFilter({ text: filter.text, ...(state && { state }) });
  };

  return (
    <Box display="flex" flexWrap="wrap" columnGap="space50" rowGap="space40" alignItems="flex-end">
      <Field label={text("ListSearch")}>
        {(id) => (
          <Native
            as="input"
            type="search"
            id={id}
            value={filter.text}
            onChange={onText}
            width="size30"
            {...INPUT_LOOK}
          />
        )}
      </Field>
      <Field label={text("ListState")}>
        {(id) => (
          <Native as="select" id={id} value={filter.state ?? ""} onChange={onState} {...INPUT_LOOK}>
            <option value="">{text("ListAllStates")}</option>
            {ROW_STATES.map((state: RowState) => (
              <option key={state} value={state}>
                {text(STATES[state])}
              </option>
            ))}
          </Native>
        )}
      </Field>
      <PanelButton variant="secondary" isBlocked={!canExport} onClick={onExport}>
        {text("ExportCsv")}
      </PanelButton>
    </Box>
  );
}
