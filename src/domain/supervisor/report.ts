import { defined } from "../defined.ts";
import type { EndKind } from "../end.ts";
import { onTheWall } from "../wall-clock.ts";
import type { CsvCell } from "./csv.ts";
import type { RequestStory } from "./request-story.ts";

/** docs/reports.md defines each figure. */
export interface Figures {
  readonly asked: number;
  readonly callable: number;
  readonly reached: number;
  /** Of those who could be called, in whole percent. Absent: nobody could. */
  readonly reachedPercent?: number;
  readonly reachedAtFirst: number;
  readonly reachedAtSecond: number;
  readonly reachedLater: number;
  readonly gaveUp: number;
  readonly closed: number;
  readonly canceled: number;
  readonly expired: number;
  readonly open: number;
  /** Seconds from asking to the first call. Absent: nobody was called. */
  readonly firstCallMedian?: number;
  readonly firstCallP95?: number;
  readonly voicemails: number;
  readonly heardInTime: number;
}

const FIGURES = [
  "asked",
  "callable",
  "reached",
  "reachedPercent",
  "reachedAtFirst",
  "reachedAtSecond",
  "reachedLater",
  "gaveUp",
  "closed",
  "canceled",
  "expired",
  "open",
  "firstCallMedian",
  "firstCallP95",
  "voicemails",
  "heardInTime",
] as const satisfies readonly (keyof Figures)[];

/** By what a report is divided. `queue`: by the request's workflow. */
export const REPORT_PARTS = ["day", "queue", "agent"] as const;
export type ReportPart = (typeof REPORT_PARTS)[number];

export interface Report {
  readonly since: Date;
  /** All that happened up to this moment is in it. */
  readonly until: Date;
  /** Of the requests that were asked for in this time. */
  readonly total: Figures;
  /** Requests that were reached in this time, whenever they were asked for. */
  readonly reachedMeanwhile: number;
  readonly by?: ReportPart;
  readonly parts: readonly ReportedPart[];
}

export interface ReportedPart {
  /** For people: a day, the name of a workflow or of an agent. Empty: of what nobody has. */
  readonly name: string;
  /** Of the workflow. Absent: the name is all there is. */
  readonly id?: string;
  readonly figures: Figures;
}

export interface ReportPolicy {
  readonly targetMinutes: number;
  /** In which a day begins and ends. */
  readonly timeZone: string;
}

export interface ReportSpan {
  readonly since: Date;
  readonly until: Date;
  readonly by?: ReportPart;
}

export function reportOf(
  stories: readonly RequestStory[],
  { since, until, by }: ReportSpan,
  policy: ReportPolicy,
): Report {
  // Not until then: a queue tells its time in whole seconds.
  const asked = stories.filter(({ receivedAt }) => receivedAt >= since);

  return {
    since,
    until,
    total: figuresOf(asked, policy),
    reachedMeanwhile: stories.filter(({ end }) => end?.how === "reached" && end.at >= since).length,
    ...defined({ by }),
    parts: by ? partsOf(asked, by, policy) : [],
  };
}

function partsOf(stories: readonly RequestStory[], by: ReportPart, policy: ReportPolicy): Report["parts"] {
  const groups = new Map<string, RequestStory[]>();
  for (const story of stories) {
    const name = partNameOf(story, by, policy);
    groups.set(name, [...(groups.get(name) ?? []), story]);
  }

  return [...groups]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, group]) => ({ name, figures: figuresOf(group, policy) }));
}

/** The report with the names of workflows in place of their ids. One without a name keeps its id. */
export function withNames(report: Report, names: ReadonlyMap<string, string>): Report {
  const parts = report.parts.map(({ name, figures }): ReportedPart => {
    const known = names.get(name);

    return known === undefined ? { name, figures } : { name: known, id: name, figures };
  });

  return { ...report, parts: parts.sort((one, other) => (one.name < other.name ? -1 : 1)) };
}

function partNameOf(story: RequestStory, by: ReportPart, { timeZone }: ReportPolicy): string {
  switch (by) {
    case "day":
      return onTheWall(story.receivedAt, timeZone).date;
    case "queue":
      return story.workflowId ?? "";
    case "agent":
      return story.agent ?? "";
  }
}

function figuresOf(stories: readonly RequestStory[], { targetMinutes }: ReportPolicy): Figures {
  const count = (is: (story: RequestStory) => boolean): number => stories.filter(is).length;
  const endedAs = (how: EndKind): number => count(({ end }) => end?.how === how);
  const reachedAt = (is: (attempt: number) => boolean): number =>
    count(({ end, attempt }) => end?.how === "reached" && is(attempt));
  const callable = count(({ isCallable }) => isCallable);
  const reached = endedAs("reached");
  const waits = stories
    .flatMap(({ receivedAt, firstCallAt }) => (firstCallAt ? [secondsBetween(receivedAt, firstCallAt)] : []))
    .sort((one, other) => one - other);
  const voicemails = stories.filter(({ kind }) => kind === "voicemail");

  return {
    asked: stories.length,
    callable,
    reached,
    ...(callable > 0 && { reachedPercent: Math.round((100 * reached) / callable) }),
    reachedAtFirst: reachedAt((attempt) => attempt === 1),
    reachedAtSecond: reachedAt((attempt) => attempt === 2),
    reachedLater: reachedAt((attempt) => attempt > 2),
    gaveUp: endedAs("gave-up"),
    closed: endedAs("closed"),
    canceled: endedAs("canceled"),
    expired: endedAs("expired"),
    open: count(({ end }) => end === undefined),
    ...defined({ firstCallMedian: rankOf(waits, 0.5), firstCallP95: rankOf(waits, 0.95) }),
    voicemails: voicemails.length,
    heardInTime: voicemails.filter(
      ({ receivedAt, heardAt }) => heardAt && secondsBetween(receivedAt, heardAt) <= targetMinutes * 60,
    ).length,
  };
}

function secondsBetween(from: Date, to: Date): number {
  return Math.max(0, Math.round((to.getTime() - from.getTime()) / 1000));
}

/** The nearest rank: the least of the values that so large a part of them does not exceed. */
function rankOf(sorted: readonly number[], part: number): number | undefined {
  return sorted[Math.ceil(part * sorted.length) - 1];
}

/** The report as lines of cells, under a head: its parts, and the total last. */
export function reportRows({ total, by, parts }: Report): readonly (readonly CsvCell[])[] {
  const cells = (name: string, figures: Figures): readonly CsvCell[] => [
    name,
    ...FIGURES.map((figure) => figures[figure]),
  ];

  return [
    [by ?? "", ...FIGURES],
    ...parts.map(({ name, figures }) => cells(name, figures)),
    cells("total", total),
  ];
}
