import type { Page } from "playwright-core";
import type { Twilio } from "../../local/twilio/index.ts";

export interface OpenOptions {
  readonly login?: "agent" | "agent2" | "supervisor" | "admin";
  readonly language?: string;
  readonly theme?: "light" | "dark";
  /** Not the tab that is kept: the test changes what Flex and the plugin read only when they start. */
  readonly isNew?: boolean;
  /** Done to the new tab before Flex starts in it. */
  readonly before?: (page: Page) => Promise<unknown>;
}

export interface NewTab {
  open(): Promise<Page>;
  /** Loads Flex, and waits until it is ready for tasks. */
  start(page: Page, options: OpenOptions): Promise<void>;
}

/**
 * The tabs that a test has open. Flex takes seconds to start, so the agent's first tab may be kept from test to test. Every
 * other tab is new: a second one, one of another person, language or theme, and the first after a test that failed.
 */
export class Tabs {
  readonly #newTab: NewTab;
  readonly #keepsOne: boolean;
  readonly #opened = new Set<Page>();
  /** What the test before has left. */
  #kept: Page | undefined;
  /** What this test will leave. */
  #first: Page | undefined;

  constructor(newTab: NewTab, keepsOne: boolean) {
    this.#newTab = newTab;
    this.#keepsOne = keepsOne;
  }

  get hasKept(): boolean {
    return this.#kept !== undefined;
  }

  async open(options: OpenOptions): Promise<Page> {
    const mayBeKept = this.#keepsOne && Object.keys(options).length === 0 && this.#opened.size === 0;
    const kept = this.#kept;
    this.#kept = undefined;
    if (!mayBeKept) await kept?.close();

    const page = mayBeKept && kept ? kept : await this.#newTab.open();
    this.#opened.add(page);
    if (mayBeKept) this.#first = page;
    if (page !== kept) await this.#newTab.start(page, options);

    return page;
  }

  /** A tab for another page than Flex. */
  async blank(): Promise<Page> {
    const page = await this.#newTab.open();
    this.#opened.add(page);

    return page;
  }

  /** Closes what the next test must not find, and puts away the work in the tab that stays. */
  async leave(isInOrder: boolean, twilio: Twilio): Promise<void> {
    const staying = isInOrder ? (this.#first ?? this.#kept) : undefined;
    const leaving = [...this.#opened, ...(this.#kept ? [this.#kept] : [])].filter((page) => page !== staying);
    this.#opened.clear();
    this.#first = undefined;
    this.#kept = staying;
    await Promise.all(leaving.map((page) => page.close()));
    if (staying) await putAway(staying, twilio);
  }
}

/**
 * Leaves the tab as a new one would be: no work, no notices, no answers but the local Twilio's. All work ends as TaskRouter
 * ends it, so that Flex lets go of it by itself.
 */
async function putAway(page: Page, twilio: Twilio): Promise<void> {
  const { account, calls, faults, recordings, store, syncServices } = twilio;
  await page.unrouteAll();
  for (const part of [calls, faults, recordings, syncServices]) part.clear();
  for (const sid of store.state.tasks.keys()) endTask(sid, twilio);
  await page.getByText("No active tasks").waitFor();
  store.state.tasks.clear();
  store.updateWorker(account.workerSid, { activitySid: account.activitySids.available });

  const notices = page.getByRole("button", { name: "Close notification" });
  for (const notice of (await notices.all()).reverse()) await notice.click();
}

function endTask(sid: string, { store }: Twilio): void {
  switch (store.state.tasks.get(sid)?.assignmentStatus) {
    case "pending":
    case "reserved":
      store.updateTask(sid, { assignmentStatus: "canceled" });
      break;
    case "assigned":
    case "wrapping":
      store.updateTask(sid, { assignmentStatus: "completed" });
  }
}
