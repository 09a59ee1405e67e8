import { describe, expect, it } from "vitest";
import { faultsIn } from "../support/axe.ts";
import { invokeAction } from "../support/flex-page.ts";
import {
  accept,
  askForCallback,
  callButton,
  panelOf,
  retryButton,
  SHOWN_CONTACT,
  SOON,
  statusIs,
  TIMEOUT_MS,
  tasksBeside,
  withPlugin,
} from "./plugin-page.ts";

const desktop = withPlugin();
const PANEL = '[data-paste-element="CALLBACK_VOICEMAIL_PANEL"]';

describe("the plugin in another language", { timeout: TIMEOUT_MS }, () => {
  it("is in Spanish from the offer to the end", async () => {
    const page = await desktop.open({ language: "es-ES" });
    const sid = await askForCallback(desktop);
    await page.getByTestId("task-item").getByText(`Devolución de llamada: ${SHOWN_CONTACT}`).waitFor(SOON);

    const panel = await accept(page);
    await panel.getByRole("heading", { name: "Solicitud de devolución de llamada" }).waitFor();
    await panel.getByText("1 de 3").waitFor(SOON);
    await desktop.control("outbound", { outcome: "no-answer", afterSeconds: 0.2 });
    await panel.getByRole("button", { name: `Llamar ahora al ${SHOWN_CONTACT}` }).click();
    const back = await panelOf(page);
    await back.getByText("Sin respuesta").waitFor(SOON);

    await back.getByRole("button", { name: "Reintentar más tarde" }).click();
    await back.getByText("La solicitud está de nuevo en la cola.").waitFor(SOON);
    await back.getByRole("button", { name: "Finalizar esta tarea" }).click();
    await statusIs(desktop, sid, "completed");
    expect(
      tasksBeside(desktop, sid).filter(({ assignmentStatus }) => assignmentStatus === "pending"),
    ).toHaveLength(1);
  });
});

describe("the plugin for everybody", { timeout: TIMEOUT_MS }, () => {
  it.each(["light", "dark"] as const)("has no fault that axe finds in the %s theme", async (theme) => {
    const page = await desktop.open({ theme });
    await askForCallback(desktop, { message: "About my order." });
    await accept(page);
    expect(await faultsIn(page, PANEL)).toEqual([]);

    // Disabled buttons with their reasons, and an error.
    desktop.expectProblem(/Failed to load resource/);
    await page.route("**/callback/flex/requeue-callback", (route) =>
      route.fulfill({ status: 403, json: { success: false, code: "not-allowed", message: "No." } }),
    );
    await (await panelOf(page)).getByRole("button", { name: "Retry later" }).click();
    await page.getByRole("alert").getByText("You may not put this task back in the queue.").waitFor(SOON);
    await invokeAction(page, "SetActivity", { activityName: "Offline" });
    await page.getByText("You are offline.").waitFor(SOON);
    expect(await faultsIn(page, PANEL)).toEqual([]);
  });

  it("is used by keyboard alone", async () => {
    const page = await desktop.open();
    const sid = await askForCallback(desktop);
    const panel = await accept(page);
    await panel.getByRole("button", { name: "Show the contact center's time" }).focus();
    await panel.getByRole("tooltip").waitFor({ state: "visible" });
    // A button that is not ready yet would be passed over.
    await callButton(panel).and(page.locator(":enabled")).waitFor(SOON);
    await retryButton(panel).and(page.locator(":enabled")).waitFor(SOON);
    const other = panel.getByRole("button", { name: "Call another number" });
    await other.waitFor(SOON);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await other.and(page.locator(":focus")).waitFor(SOON);
    await page.keyboard.press("Tab");
    await retryButton(panel).and(page.locator(":focus")).waitFor(SOON);
    await page.keyboard.press("Enter");

    await statusIs(desktop, sid, "wrapping");
  });
});

describe("a supervisor", { timeout: TIMEOUT_MS }, () => {
  it("sees the callback as such among the agents' tasks, and the whole request when looking at it", async () => {
    const agent = await desktop.open();
    await askForCallback(desktop, { message: "About my order." });
    await accept(agent);
    const page = await desktop.open({ login: "supervisor" });
    await invokeAction(page, "NavigateToView", { viewName: "teams" });

    const titles = page.getByText(`Callback: ${SHOWN_CONTACT}`);
    await titles.first().click({ timeout: 60_000 });
    await titles.nth(1).waitFor(SOON);
    const panel = await panelOf(page);
    await panel.getByText("About my order.").waitFor(SOON);
    expect(await panel.getByRole("button", { name: /Place call/ }).count()).toBe(0);
  });
});
