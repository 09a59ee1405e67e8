import type { World } from "./world.ts";

/** Somebody whose requests come in: by telephone, under an id of its own, or as a voicemail with all its webhooks. */
export type Person = {
  readonly name: string;
  readonly number: string;
  readonly priority: number;
  /** What the flow attaches. */
  readonly wish: unknown;
} & (
  | { readonly kind: "contact" }
  | { readonly kind: "once"; readonly requestId: string }
  | { readonly kind: "voicemail"; readonly recordingSid: string }
);

/** Stands in every message, and in nothing else. */
export const SPOKEN = "zebra";
const CALLED_NUMBER = "+14155550199";

export function peopleOf(world: World, count: number): readonly Person[] {
  return Array.from({ length: count }, (_, index): Person => {
    const somebody = {
      name: `caller ${index + 1}`,
      number: `+1415555${String(1000 + index * 37).slice(-4)}`,
      priority: world.happens(0.15) ? 5 : 0,
      wish: { department: world.pick(["sales", "service"]), languages: ["fr", "de"] },
    };
    const drawn = world.chance.fraction();
    if (drawn < 0.5) return { ...somebody, kind: "contact" };
    if (drawn < 0.7) return { ...somebody, kind: "once", requestId: `request-${index}` };

    return { ...somebody, kind: "voicemail", recordingSid: world.centre.record() };
  });
}

/** All that a person does within that time. */
export async function live(world: World, person: Person, withinMs: number): Promise<void> {
  const asks =
    person.kind === "contact" ? 1 + Math.floor(world.between(0, 3)) : 2 + Math.floor(world.between(0, 3));
  await Promise.all(Array.from({ length: asks }, () => askOnce(world, person, withinMs)));
}

async function askOnce(world: World, person: Person, withinMs: number): Promise<void> {
  await world.pause(0, person.kind === "voicemail" && world.happens(0.7) ? withinMs / 20 : withinMs);
  const twice = world.happens(0.15);
  await Promise.all([untilTaken(world, person), ...(twice ? [untilTaken(world, person)] : [])]);
}

/** Whoever is not told "yes" asks again, a few times. */
async function untilTaken(world: World, person: Person): Promise<void> {
  const { path, form, detail } = requestOf(world, person);
  for (let tried = 1; tried <= 6; tried++) {
    const call = await world.ask({
      what: "ask",
      path,
      form,
      key: person.name,
      once: person.kind !== "contact",
      detail: `${person.name} ${detail}${tried > 1 ? `, try ${tried}` : ""}`,
    });
    if (call.status === 200) return;
    await world.pause(1_000, 25_000);
  }
}

function requestOf(world: World, person: Person) {
  const form = {
    numberToCall: person.number,
    numberToCallFrom: CALLED_NUMBER,
    priority: String(person.priority),
    attributes: JSON.stringify({ simulated: person.name, wish: person.wish }),
  };
  switch (person.kind) {
    case "contact":
      return { path: "studio/create-callback", form, detail: "asks to be called" };
    case "once":
      return {
        path: "studio/create-callback",
        form: { ...form, requestId: person.requestId },
        detail: `asks under ${person.requestId}`,
      };
    case "voicemail": {
      const recording = { ...form, RecordingSid: person.recordingSid };
      return world.happens(0.5)
        ? {
            path: "studio/recording-status",
            form: { ...recording, RecordingStatus: "completed" },
            detail: "left a message: recording-status",
          }
        : {
            path: "studio/create-callback",
            form: {
              ...recording,
              TranscriptionText: `${person.name} rings about the ${SPOKEN}`,
              TranscriptionStatus: "completed",
            },
            detail: "left a message: its transcript",
          };
    }
  }
}
