import { Box } from "@twilio-paste/box";
import React, { type ChangeEvent, type ReactElement } from "react";
import type { RetryChoice, RetryChoices } from "../../../domain/desktop/retry-choices.ts";
import type { Text } from "../text.ts";
import { Field, INPUT_LOOK } from "./field.tsx";
import { Native } from "./native.ts";
import { formatIn } from "./time-format.ts";

interface RetryChoiceFieldsProps {
  readonly choices: RetryChoices;
  readonly choice: RetryChoice;
  readonly onChoice: (choice: RetryChoice) => void;
  readonly text: Text;
  readonly locale: string;
}

/** When a request that is put back is offered again, and to whom first. */
export function RetryChoiceFields(props: RetryChoiceFieldsProps): ReactElement {
  const { choices, choice, onChoice, text, locale } = props;
  const { delaySeconds = choices.usual, toMe = false } = choice;
  const onDelay = ({ target }: ChangeEvent<HTMLSelectElement>): void =>
    onChoice({ ...choice, delaySeconds: Number(target.value) });
  const onToMe = ({ target }: ChangeEvent<HTMLInputElement>): void =>
    onChoice({ ...choice, toMe: target.checked });

  return (
    <Box display="flex" flexWrap="wrap" columnGap="space50" rowGap="space30" alignItems="flex-end">
      <Field label={text("RetryWhen")}>
        {(id) => (
          <Native as="select" id={id} value={delaySeconds} onChange={onDelay} {...INPUT_LOOK}>
            {choices.delays.map((delay) => (
              <option key={delay} value={delay}>
                {formatIn(delay, locale)}
              </option>
            ))}
          </Native>
        )}
      </Field>
      <Native
        as="label"
        display="flex"
        alignItems="center"
        columnGap="space30"
        minHeight="sizeSquare80"
        color="colorText"
        fontSize="fontSize30"
        lineHeight="lineHeight30"
      >
        <Native
          as="input"
          type="checkbox"
          checked={toMe}
          onChange={onToMe}
          width="sizeSquare50"
          height="sizeSquare50"
          margin="space0"
        />
        {text("RetryToMe")}
      </Native>
    </Box>
  );
}
