import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type PreviewServer, startPreviewServer } from "../preview/server.js";
import { useSite } from "./site.js";

const site = useSite();
let server: PreviewServer;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "openpipe-models-preview-"));
  server = await startPreviewServer(folder, 0);
});
afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

test("an open page follows the saves, and shows an error without losing the last valid page", async () => {
  const page = await site.browser.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(server.url);
  await page.getByText("There is no valid page yet").waitFor();

  await save("first");
  server.reload();
  await page.getByText("first").waitFor();

  server.showError("openapi/openapi.yaml:3:1 <b>wrong</b>");
  const alert = page.getByRole("alert");
  await alert.waitFor();
  expect(await alert.textContent()).toContain("openapi/openapi.yaml:3:1 <b>wrong</b>");
  expect(await page.getByText("first").isVisible()).toBe(true);

  await save("second");
  server.reload();
  await page.getByText("second").waitFor();
  expect(await alert.count()).toBe(0);
});

test("a reload keeps the place, also on a page that is drawn by script", async () => {
  const page = await site.browser.newPage();
  page.setDefaultTimeout(20_000);
  const draw = `<script>setTimeout(() => { document.body.style.height = "5000px"; }, 300)</script>`;
  await save(`third${draw}`);
  await page.goto(server.url);
  await expect.poll(() => page.evaluate(() => document.body.offsetHeight)).toBe(5000);
  await page.evaluate(() => scrollTo(0, 2350));
  await save(`fourth${draw}`);
  server.reload();
  await page.getByText("fourth").waitFor();
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(2350);
});

test("a reload keeps the tab, what is opened, and the place", async () => {
  const docs = await startPreviewServer(site.folder, 0);
  try {
    const page = await site.browser.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(`${docs.url}interactive.html#/models/createmodel`);
    const tab = page.getByRole("tab", { name: "openai", exact: true });
    await tab.click();
    const hidden = page.getByRole("button", { name: /Show \d+ properties/ });
    const count = await hidden.count();
    await hidden.first().click();
    await expect.poll(() => hidden.count()).toBe(count - 1);
    const opened = page.getByText("n_epochs", { exact: true }).first();
    await opened.waitFor();
    await page.getByRole("tab", { name: "409" }).click();
    // Redoc draws what lies above only now, and after the reload not again: the page gets shorter.
    await page.evaluate(() => document.querySelector("main")!.scrollIntoView());
    await page.getByRole("heading", { name: "Authentication" }).waitFor();
    await opened.evaluate((element) => element.scrollIntoView({ block: "center" }));
    const top = await topOf(opened);

    // What the old page knows is gone with it.
    await page.evaluate(() => Object.assign(globalThis, { isOld: true }));
    docs.reload();
    await page.waitForFunction(() => !("isOld" in globalThis));
    await opened.waitFor();
    expect(await hidden.count()).toBe(count - 1);
    for (const name of ["openai", "409"]) {
      const chosen = page.getByRole("tab", { name, exact: true }).first();
      await expect.poll(() => chosen.getAttribute("aria-selected")).toBe("true");
    }
    await expect.poll(() => topOf(opened)).toBe(top);
  } finally {
    await docs.close();
  }
});

/** Where it is on the screen, in whole pixels. */
async function topOf(locator: Locator): Promise<number> {
  return Math.round((await locator.boundingBox())!.y);
}

async function save(text: string): Promise<void> {
  const page = `<!DOCTYPE html>\n<html><body><p>${text}</p></body>\n\n</html>\n`;
  await writeFile(join(folder, "index.html"), page);
}
