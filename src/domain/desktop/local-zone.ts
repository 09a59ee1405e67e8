import type { PhoneNumber } from "../phone-number.ts";

/**
 * The time zone in which a number's country lives; `undefined` where it has several, as in North America. Somebody who
 * travels lives in another: what is shown is the time at home.
 */
export function zoneOf(number: PhoneNumber): string | undefined {
  const digits = number.slice(1);
  for (const length of [3, 2]) {
    const zone = ZONES[digits.slice(0, length)];
    if (zone !== undefined) return zone;
  }

  return undefined;
}

/** Countries of one zone, by calling code. Far islands are left out of account. */
const ZONES: Readonly<Record<string, string>> = {
  20: "Africa/Cairo",
  27: "Africa/Johannesburg",
  30: "Europe/Athens",
  31: "Europe/Amsterdam",
  32: "Europe/Brussels",
  33: "Europe/Paris",
  36: "Europe/Budapest",
  39: "Europe/Rome",
  40: "Europe/Bucharest",
  41: "Europe/Zurich",
  43: "Europe/Vienna",
  44: "Europe/London",
  45: "Europe/Copenhagen",
  46: "Europe/Stockholm",
  47: "Europe/Oslo",
  48: "Europe/Warsaw",
  49: "Europe/Berlin",
  51: "America/Lima",
  54: "America/Argentina/Buenos_Aires",
  57: "America/Bogota",
  58: "America/Caracas",
  60: "Asia/Kuala_Lumpur",
  63: "Asia/Manila",
  64: "Pacific/Auckland",
  65: "Asia/Singapore",
  66: "Asia/Bangkok",
  81: "Asia/Tokyo",
  82: "Asia/Seoul",
  84: "Asia/Ho_Chi_Minh",
  86: "Asia/Shanghai",
  90: "Europe/Istanbul",
  91: "Asia/Kolkata",
  92: "Asia/Karachi",
  94: "Asia/Colombo",
  212: "Africa/Casablanca",
  234: "Africa/Lagos",
  254: "Africa/Nairobi",
  352: "Europe/Luxembourg",
  353: "Europe/Dublin",
  358: "Europe/Helsinki",
  359: "Europe/Sofia",
  370: "Europe/Vilnius",
  371: "Europe/Riga",
  372: "Europe/Tallinn",
  385: "Europe/Zagreb",
  386: "Europe/Ljubljana",
  420: "Europe/Prague",
  421: "Europe/Bratislava",
  502: "America/Guatemala",
  503: "America/El_Salvador",
  506: "America/Costa_Rica",
  507: "America/Panama",
  591: "America/La_Paz",
  595: "America/Asuncion",
  598: "America/Montevideo",
  852: "Asia/Hong_Kong",
  880: "Asia/Dhaka",
  886: "Asia/Taipei",
  966: "Asia/Riyadh",
  971: "Asia/Dubai",
  972: "Asia/Jerusalem",
};
