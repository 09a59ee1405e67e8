import { Box } from "@twilio-paste/box";
import React, { type KeyboardEvent, type ReactElement, type ReactNode, useState } from "react";
import { InformationIcon } from "../icons.ts";
import { useId } from "./use-id.ts";

interface SystemTimeProps {
  /** The moment in the reader's own zone. */
  readonly children: ReactNode;
  /** The same moment in the contact center's zone. */
  readonly systemTime: string;
  /** The icon's label for screen readers. */
  readonly label: string;
}

/**
 * A time, with an icon whose tooltip shows the same time in the contact center's zone.
 *
 * We do not use Paste's tooltip, which would make the whole plugin a third larger. This one follows the same rules
 * (https://www.w3.org/WAI/ARIA/apg/patterns/tooltip/): one can point at its text, and Escape closes it.
 */
export function SystemTime({ children, systemTime, label }: SystemTimeProps): ReactElement {
  const [shown, setShown] = useState(false);
  const id = useId();
  const show = (): void => setShown(true);
  const hide = (): void => setShown(false);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Escape") hide();
  };

  return (
    <Box as="span" display="block" position="relative" onMouseLeave={hide}>
      {children}{" "}
      <Box
        as="button"
        type="button"
        element="CALLBACK_VOICEMAIL_SYSTEM_TIME_BUTTON"
        aria-label={label}
        aria-describedby={id}
        onMouseEnter={show}
        onFocus={show}
        onBlur={hide}
        onKeyDown={onKeyDown}
        display="inline-flex"
        alignItems="center"
        justifyContent="center"
        // 24 pixels, for pointers that are hard to aim: https://www.w3.org/TR/WCAG22/#target-size-minimum
        width="sizeIcon40"
        height="sizeIcon40"
        marginY="spaceNegative20"
        padding="space0"
        borderStyle="none"
        borderRadius="borderRadius20"
        backgroundColor="transparent"
        color="colorTextIcon"
        cursor="help"
        verticalAlign="text-bottom"
        _focus={{ boxShadow: "shadowFocus", outline: "none" }}
      >
        <InformationIcon decorative size="sizeIcon20" />
      </Box>
      <Box
        as="span"
        role="tooltip"
        id={id}
        element="CALLBACK_VOICEMAIL_SYSTEM_TIME"
        display={shown ? "block" : "none"}
        position="absolute"
        bottom="100%"
        left="0"
        zIndex="zIndex20"
        padding="space30"
        borderRadius="borderRadius20"
        backgroundColor="colorBackgroundBodyInverse"
        color="colorTextInverse"
        fontSize="fontSize20"
        lineHeight="lineHeight20"
        boxShadow="shadow"
      >
        {systemTime}
      </Box>
    </Box>
  );
}
