import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject } from "vitest";
import type { FlexPageOptions } from "../../local/flex-page/index.ts";
import { type LocalStack, type LocalStackOptions, startLocalStack } from "../../local/server.ts";
import { createTwilio, type Task, type Twilio } from "../../local/twilio/index.ts";
import { type LaunchedBrowser, launchBrowser } from "./browser.ts";
import { readyForTasks } from "./flex-page.ts";
import { type NewTab, type OpenOptions, Tabs } from "./tabs.ts";

export interface DesktopTestOptions {
  /** The built plugin to load. */
  readonly pluginFile?: string;
  /** Settings of the functions. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Address of the page that Flex shows in its CRM panel. */
  readonly besideFlex?: string;
  /** The agent works in one tab all day: a test finds it as the one before has left it, without work. */
  readonly keepsTab?: boolean;
}

/** The whole local stack and a browser for the tests of one file; before each, Twilio has no work and no changes. */
export interface DesktopUnderTest {
  readonly twilio: Twilio;
  readonly url: string;
  /** A tab with the Flex UI, logged in and ready for tasks. */
  open(options?: OpenOptions): Promise<Page>;
  /** An empty tab, which goes after the test. */
  newPage(): Promise<Page>;
  /** A task made through REST, as the functions make theirs. */
  createTask(
    attributes: Readonly<Record<string, unknown>>,
    fields?: Readonly<Record<string, string>>,
  ): Promise<string>;
  task(sid: string): Task | undefined;
  /** `POST /__local/<control>` */
  control(name: string, body?: unknown): Promise<unknown>;
  /** Errors of the page and its console that a test brings about on purpose; any other fails the test. */
  expectProblem(expected: RegExp): void;
}

export function withDesktop(options: DesktopTestOptions = {}): DesktopUnderTest {
  const twilio = createTwilio();
  const problems: string[] = [];
  const expected: RegExp[] = [];
  let stack: LocalStack;
  let browser: LaunchedBrowser;

  beforeAll(async () => {
    const flexPage: Omit<FlexPageOptions, "twilio"> = {
      progress: (line) => console.log(line),
      ...(options.pluginFile === undefined ? {} : { pluginFile: options.pluginFile }),
      ...(options.besideFlex === undefined ? {} : { besideFlex: options.besideFlex }),
    };
    [browser, stack] = await Promise.all([
      launchBrowser({ profile: join(inject("keptPages").profiles, worker()) }),
      startAtKeptPort({ twilio, flexPage, environment: options.environment ?? {} }),
    ]);
  });
  beforeEach(() => {
    // Flex loads itself again after a reset.
    if (!tabs.hasKept) twilio.reset();
    problems.length = 0;
    expected.length = 0;
  });
  afterEach(async ({ task }) => {
    const unexpected = () => problems.filter((problem) => !expected.some((pattern) => pattern.test(problem)));
    await tabs.leave(task.result?.state !== "fail" && unexpected().length === 0, twilio);
    expect(unexpected(), "errors on the page").toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await stack?.close();
  });

  const newTab: NewTab = {
    open: () => browser.context.newPage(),
    start: async (page, openOptions) => {
      noteProblems(page, stack.url, problems);
      await openOptions.before?.(page);
      await page.goto(addressOf(stack.url, openOptions), { waitUntil: "commit" });
      await readyForTasks(page);
    },
  };
  const tabs = new Tabs(newTab, options.keepsTab ?? false);

  return {
    twilio,
    get url() {
      return stack.url;
    },
    open: (openOptions = {}) => tabs.open(openOptions),
    newPage: () => tabs.blank(),
    createTask: (attributes, fields) => createTask(stack.url, twilio, attributes, fields),
    task: (sid) => twilio.store.state.tasks.get(sid),
    control: (name, body) => post(`${stack.url}/__local/${name}`, body),
    expectProblem: (pattern) => {
      expected.push(pattern);
    },
  };
}

/** Number of the worker that runs this file, from 1 on. */
function worker(): string {
  return process.env.VITEST_POOL_ID ?? "1";
}

/** At the worker's port or, where another program has taken that, at any: the first pages are slower then. */
async function startAtKeptPort(options: Omit<LocalStackOptions, "port">): Promise<LocalStack> {
  const port = inject("keptPages").ports[Number(worker()) - 1] ?? 0;
  try {
    return await startLocalStack({ ...options, port });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "EADDRINUSE") throw cause;
    return startLocalStack({ ...options, port: 0 });
  }
}

/** What a page may not do: throw, complain, be refused something, or look for anything beyond this machine. */
function noteProblems(page: Page, url: string, problems: string[]): void {
  page.on("pageerror", (error) => problems.push(`page error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(`console: ${message.text()} ${message.location().url}`);
  });
  page.on("request", (request) => {
    const address = request.url();
    if (/^(https?|wss?):/.test(address) && !address.startsWith(url))
      problems.push(`left the machine: ${address}`);
  });
}

function addressOf(url: string, { login = "agent", language, theme }: OpenOptions): string {
  const query = new URLSearchParams({ ...(language && { language }), ...(theme && { theme }) });
  if (login === "agent2") query.set("agent", "2");
  if (login === "supervisor" || login === "admin") query.set(login, "");

  return `${url}/?${query}`;
}

async function createTask(
  url: string,
  { account }: Twilio,
  attributes: Readonly<Record<string, unknown>>,
  fields: Readonly<Record<string, string>> = {},
): Promise<string> {
  const credentials = Buffer.from(`${account.accountSid}:${account.authToken}`).toString("base64");
  const response = await fetch(
    `${url}/__twilio/taskrouter.twilio.com/v1/Workspaces/${account.workspaceSid}/Tasks`,
    {
      method: "POST",
      headers: { authorization: `Basic ${credentials}` },
      body: new URLSearchParams({
        Attributes: JSON.stringify(attributes),
        WorkflowSid: account.workflowSid,
        TaskChannel: "voice",
        ...fields,
      }),
    },
  );
  expect(response.status).toBe(201);
  const task: { readonly sid: string } = await response.json();

  return task.sid;
}

async function post(url: string, body: unknown = {}): Promise<unknown> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  expect(response.ok, `${url} answers ${response.status}`).toBe(true);
  const text = await response.text();

  return text === "" ? undefined : JSON.parse(text);
}
