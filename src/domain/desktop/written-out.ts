import { callingCodeOf, type PhoneNumber } from "../phone-number.ts";

/** A number in groups that people can read. North American ones as Flex itself writes them. */
export function writtenOut(number: PhoneNumber): string {
  const code = callingCodeOf(number) ?? "";
  const national = number.slice(1 + code.length);
  const groups =
    code === "1"
      ? national.replace(/^(\d{3})(\d{3})(?=\d)/, "$1-$2-")
      : national.replace(/\B(?=(\d{3})+$)/g, " ");

  return `+${code} ${groups}`;
}
