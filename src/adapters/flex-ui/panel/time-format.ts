/** A moment for reading, with the zone it is told in: the reader's own, or the one named. */
export function formatTime(moment: Date, locale: string, timeZone?: string): string {
  if (Number.isNaN(moment.getTime())) return "–";

  return new Intl.DateTimeFormat(known(locale), {
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
    timeZoneName: "short",
    ...(timeZone !== undefined && { timeZone: isTimeZone(timeZone) ? timeZone : "UTC" }),
  }).format(moment);
}

function isTimeZone(name: string): boolean {
  return formats(() => new Intl.DateTimeFormat("en", { timeZone: name }));
}

/** Flex passes on whatever language an administrator typed in. */
function known(locale: string): string | undefined {
  return formats(() => new Intl.DateTimeFormat(locale)) ? locale : undefined;
}

function formats(make: () => Intl.DateTimeFormat): boolean {
  try {
    make();
    return true;
  } catch {
    return false;
  }
}
