import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type PreviewServer, startPreviewServer } from "../preview/server.js";
import { launchChromium } from "./chromium.js";

let browser: Browser;
let server: PreviewServer;
let folder: string;

beforeAll(async () => {
  browser = await launchChromium();
  folder = await mkdtemp(join(tmpdir(), "openpipe-models-preview-"));
  server = await startPreviewServer(folder, 0);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

test("an open page follows the saves, and shows an error without losing the last valid page", async () => {
  const page = await browser.newPage();
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
  const page = await browser.newPage();
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

async function save(text: string): Promise<void> {
  const page = `<!DOCTYPE html>\n<html><body><p>${text}</p></body>\n\n</html>\n`;
  await writeFile(join(folder, "index.html"), page);
}
