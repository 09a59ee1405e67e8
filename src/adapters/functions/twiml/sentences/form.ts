import type { Sentence } from "../../../../domain/waiting/menu-state.ts";

/** `{count}` stands for a number, `{digits}` for digits that are said one by one. */
export type Sentences = Readonly<Record<Sentence, string>>;
