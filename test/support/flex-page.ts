// For `window.Twilio`, which flex-ui declares.
import type {} from "@twilio/flex-ui";
import type { Locator, Page } from "playwright-core";

/** What a task in Flex's hands looks like from inside the page. */
export interface TaskShown {
  readonly status: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

const START_TIMEOUT_MS = 90_000;

/** Flex has started: it shows the agent's tasks, or that there are none. */
export async function readyForTasks(page: Page): Promise<void> {
  const started = page.getByText("No active tasks").or(page.getByTestId("task-item"));
  await started.first().waitFor({ timeout: START_TIMEOUT_MS });
}

/** Without waiting for the load event: Flex's script alone takes seconds. */
export async function reload(page: Page): Promise<void> {
  await page.reload({ waitUntil: "commit" });
  await readyForTasks(page);
}

/**
 * Nothing on the page fades or slides any more: colours and places are what they stay. An animation without an end,
 * such as a spinner's, is not waited for; a fade that was replaced by another counts as over.
 */
export function stopsMoving(page: Page): Promise<void> {
  return page.evaluate(async () => {
    // Without functions of a name: tsx, which takes pictures, would have them named by a helper that the page lacks.
    for (;;) {
      const moving = document
        .getAnimations()
        .filter((animation) => Number.isFinite(animation.effect?.getComputedTiming().endTime));
      if (moving.length === 0) return;
      await Promise.allSettled(moving.map(({ finished }) => finished));
    }
  });
}

export function acceptButton(page: Page): Locator {
  return page.getByRole("button", { name: /accept/i }).first();
}

export function rejectButton(page: Page): Locator {
  return page.getByRole("button", { name: /reject/i }).first();
}

/** Of the selected task: hangs up, wraps up or completes it, whichever is next. */
export function endTaskButton(page: Page): Locator {
  return page.getByTestId("end-task-button");
}

/** What opens the supervisors' list, in Flex's side navigation. */
export function callbacksEntry(page: Page): Locator {
  return page.getByRole("link", { name: "Callbacks", exact: true });
}

/** One of Flex's own actions, such as `StartOutboundCall`; what comes of it shows on the page. */
export async function invokeAction(
  page: Page,
  name: string,
  payload: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await page.evaluate(([action, given]) => window.Twilio.Flex.Actions.invokeAction(action, given), [
    name,
    payload,
  ] as const);
}

export function tasksShown(page: Page): Promise<readonly TaskShown[]> {
  return page.evaluate(() => {
    const { tasks } = window.Twilio.Flex.Manager.getInstance().store.getState().flex.worker;
    return [...tasks.values()].map(({ status, attributes }) => ({ status, attributes }));
  });
}

export function activityShown(page: Page): Promise<string> {
  return page.evaluate(
    () => window.Twilio.Flex.Manager.getInstance().store.getState().flex.worker.activity.name,
  );
}

export function looksOf(
  page: Page,
): Promise<{ readonly identity: string; readonly language: string; readonly light: boolean | undefined }> {
  return page.evaluate(() => {
    const { user, localization, configuration } = window.Twilio.Flex.Manager.getInstance();
    return { identity: user.identity, language: localization.localeTag, light: configuration.theme?.isLight };
  });
}
