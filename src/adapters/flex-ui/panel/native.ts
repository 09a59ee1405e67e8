import { Box, type BoxProps } from "@twilio-paste/box";
import type { AllHTMLAttributes, ComponentType, CSSProperties, RefAttributes } from "react";

type NativeProps = BoxProps &
  Omit<AllHTMLAttributes<HTMLElement>, keyof BoxProps> &
  RefAttributes<HTMLElement>;

/** Paste's box with the attributes of whatever element it is. Its own types know only those that every element has. */
export const Native = Box as unknown as ComponentType<NativeProps>;

/** The browser draws lists, boxes to tick and sliders itself: this is how it learns of Flex's theme, for all in an element. */
export function nativeLook(isDark: boolean): CSSProperties {
  return { colorScheme: isDark ? "dark" : "light" };
}
