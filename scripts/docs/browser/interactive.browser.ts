import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { docsAnchor } from "../../generate/docs-url.js";
import {
  type ExampleObject,
  listOperations,
  type OpenApiDocument,
  type ReferenceObject,
  resolve,
} from "../../lib/document/index.js";
import { buildDocs } from "../build.js";
import { listSamples } from "../samples/samples.js";
import { phone, useSite, watch } from "./site.js";

interface ResponseObject {
  content: Record<string, { examples: Record<string, ExampleObject> }>;
}

const document: OpenApiDocument = JSON.parse(await readFile("generated/openapi.json", "utf8"));
const operations = listOperations(document).map(({ operation, method, path, requestBody }) => ({
  id: operation.operationId,
  summary: operation.summary!,
  anchor: docsAnchor(operation),
  method: method.toUpperCase(),
  path,
  requestExamples: Object.entries(requestBody?.content?.["application/json"]?.examples ?? {}),
  responses: Object.entries(
    (operation as unknown as { responses: Record<string, ResponseObject | ReferenceObject> })
      .responses,
  ).map(([status, response]) => ({
    status,
    examples: Object.values(
      resolve<ResponseObject>(document, response).content["application/json"]!.examples,
    ),
  })),
}));
const createModel = operations.find(({ id }) => id === "createModel")!;

const view = "interactive.html";

const site = useSite();

test("renders the introduction and lists every operation", async () => {
  const page = await site.open(view);
  await page.locator("main h1").getByText("OpenPipe models API").waitFor();
  for (const name of ["Authentication", "Costs", "Lifecycle of a model", "Errors"]) {
    await page.locator("main h2").getByText(name, { exact: true }).waitFor();
  }
  await page.getByTestId("menu-item-label").getByText("Models", { exact: true }).click();
  for (const { summary, method } of operations) {
    const entry = page.getByTestId("menu-item-label").filter({ hasText: summary });
    await entry.waitFor();
    expect((await entry.textContent())?.toUpperCase()).toContain(method);
  }
});

test("Ctrl+K leads to the search of the plain pages", async () => {
  const page = await site.open(view);
  await page.locator("main h1").waitFor();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("Qwen/Qwen3-8B");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Search" }).waitFor();
  await page.getByRole("link", { name: "Qwen/Qwen3-8B" }).first().waitFor();
});

test("the dialog on security has a role and a name, keeps the focus and gives it back", async () => {
  const page = await site.open(view + createModel.anchor);
  const opener = page.getByRole("button", { name: "View security details" });
  await opener.click();
  const dialog = page.getByRole("dialog", { name: "Security" });
  await dialog.getByText("bearer", { exact: true }).waitFor();
  for (const key of ["Tab", "Tab", "Shift+Tab", "Shift+Tab"]) {
    await page.keyboard.press(key);
    expect(await dialog.evaluate((node) => node.contains(node.ownerDocument.activeElement))).toBe(
      true,
    );
  }
  await dialog.getByRole("button", { name: "Close" }).click();
  await dialog.waitFor({ state: "detached" });
  expect(await opener.evaluate((node) => node === node.ownerDocument.activeElement)).toBe(true);
});

test("the provider in the address, its tab and its example are chosen together", async () => {
  const page = await site.open(`${view}?provider=openai${createModel.anchor}`);
  const panel = section(page, createModel.anchor).locator(".panel-request-samples");
  const selected = page.locator('[role="tab"][title][aria-selected="true"]').first();
  await expect.poll(() => code(panel)).toContain('provider: "openai"');
  expect(await selected.textContent()).toBe("openai");

  await page.getByRole("tab", { name: "gemini" }).click();
  await expect.poll(() => code(panel)).toContain('provider: "gemini"');

  const reward = createModel.requestExamples.find(([, { value }]) =>
    JSON.stringify(value).includes('"openpipeReward"'),
  )!;
  await pick(panel, panel.getByLabel("Example"), reward[1].summary!);
  await expect.poll(() => selected.textContent()).toBe("openpipeReward");
  expect(await code(panel)).toContain('provider: "openpipeReward"');
});

test("it links to the plain page of what it shows", async () => {
  const page = await site.open(view + createModel.anchor);
  await title(page, createModel.anchor).waitFor();
  await page.getByRole("link", { name: "Plain pages" }).click();
  await expect.poll(() => page.url()).toBe(`${site.url}operations/createModel.html`);
});

describe.each(operations)("$id", ({ id, anchor, summary, method, path, ...operation }) => {
  test("its deep link opens it", async () => {
    const page = await site.open(view + anchor);
    await expect.poll(() => isInView(title(page, anchor))).toBe(true);
    expect(await title(page, anchor).textContent()).toBe(summary);
    const panel = section(page, anchor).locator(".panel-request-samples");
    await panel.getByText(method, { exact: true }).waitFor();
    await panel.getByText(path, { exact: true }).waitFor();
    const active = page.locator('[data-testid="menu-item-label"][data-active="true"]');
    await expect.poll(() => active.textContent()).toContain(summary);
  });

  test("every request example is shown, with its samples", async () => {
    const page = await site.open(view + anchor);
    const panel = section(page, anchor).locator(".panel-request-samples");
    const samples = listSamples(document).filter(({ operationId }) => operationId === id);
    for (const [label, language] of [
      ["TypeScript", "typescript"],
      ["curl", "curl"],
      ["Python", "python"],
    ] as const) {
      await pick(
        panel,
        panel.getByRole("button", { name: /^(TypeScript|curl|Python|Payload)$/ }),
        label,
      );
      for (const sample of samples.filter((sample) => sample.language === language)) {
        const example = operation.requestExamples.find(([name]) => name === sample.example)?.[1];
        if (example) await pick(panel, panel.getByLabel("Example"), example.summary!);
        await expect.poll(() => code(panel)).toBe(sample.source);
      }
    }
    if (operation.requestExamples.length === 0) return;
    await pick(panel, panel.getByRole("button", { name: "Python", exact: true }), "Payload");
    for (const [, example] of operation.requestExamples) {
      await pick(panel, panel.getByLabel("Example"), example.summary!);
      await expect.poll(async () => JSON.parse(await code(panel))).toEqual(example.value);
    }
  });

  test("every response example is shown", async () => {
    const page = await site.open(view + anchor);
    const panel = section(page, anchor).locator(".panel-response-samples");
    for (const { status, examples } of operation.responses) {
      await panel.getByRole("button", { name: status, exact: true }).click();
      for (const example of examples) {
        if (examples.length > 1) await pick(panel, panel.getByLabel("Example"), example.summary!);
        await expect.poll(async () => JSON.parse(await code(panel))).toEqual(example.value);
      }
    }
  });
});

test("what holds for all branches of a schema is shown with the branch", async () => {
  const page = await site.open(view + createModel.anchor);
  // Redoc shows a branch's own description instead.
  await page.getByText("any string passes the check of the input").first().waitFor();
});

test.each(["openapi.json", "openapi.yaml"])("%s can be downloaded from the page", async (name) => {
  const page = await site.open(view);
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name, exact: true }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe(name);
  const saved = await readFile(await download.path(), "utf8");
  expect(saved).toBe(await readFile(join(site.folder, name), "utf8"));
});

test("it works from the disk too", async () => {
  const url = pathToFileURL(join(site.folder, view)).href;
  const context = await site.browser.newContext();
  const page = await context.newPage();
  const complaints: string[] = [];
  watch(page, url, complaints);
  await page.goto(url + createModel.anchor);
  await expect.poll(() => isInView(title(page, createModel.anchor))).toBe(true);
  expect(complaints).toEqual([]);
});

describe("at phone width", () => {
  test.each(["", ...operations.map(({ anchor }) => anchor)])("%s is readable", async (fragment) => {
    const page = await site.open(view + fragment, phone);
    await page.locator("main h1, main h2").first().waitFor();
    const problems = await page.evaluate(findUnreadableText, phone.viewport!.width);
    expect(problems).toEqual([]);
  });

  test("the menu leads to an operation", async () => {
    const page = await site.open(view, phone);
    await page.locator("main h1").waitFor();
    await page.getByRole("button", { name: "Open navigation menu" }).tap();
    await page.getByTestId("menu-item-label").getByText("Models", { exact: true }).tap();
    await page.getByTestId("menu-item-label").getByText(createModel.summary).tap();
    await expect.poll(() => isInView(title(page, createModel.anchor))).toBe(true);
  });
});

test("the same document gives the same page", async () => {
  const before = await readFile(join(site.folder, view), "utf8");
  await buildDocs(join(site.folder, "../.."));
  expect((await readFile(join(site.folder, view), "utf8")) === before).toBe(true);
});

/** What Redoc renders for an operation. */
function section(page: Page, anchor: string): Locator {
  return page.locator(`[data-section-id="${anchor.slice(1)}"]`);
}

function title(page: Page, anchor: string): Locator {
  return section(page, anchor).locator("h2").first();
}

/** Opens a drop-down list and takes the option of this name. */
async function pick(panel: Locator, list: Locator, option: string): Promise<void> {
  if ((await list.textContent())?.trim() === option) return;
  await list.click();
  await panel.page().getByRole("menuitem").getByText(option, { exact: true }).first().click();
}

async function code(panel: Locator): Promise<string> {
  return (await panel.getByTestId("source-code").textContent()) ?? "";
}

async function isInView(locator: Locator): Promise<boolean> {
  const box = await locator.boundingBox();
  return box !== null && box.y >= 0 && box.y + box.height <= locator.page().viewportSize()!.height;
}

/** Runs in the page: text that is too small, or that lies outside the screen and cannot be scrolled to. */
function findUnreadableText(width: number): string[] {
  const problems: string[] = [];
  if (globalThis.document.documentElement.scrollWidth > width) {
    problems.push(`the page is ${globalThis.document.documentElement.scrollWidth} px wide`);
  }
  for (const element of globalThis.document.querySelectorAll("main *")) {
    const text = [...element.childNodes]
      .filter((node) => node.nodeType === Node.TEXT_NODE)
      .map((node) => node.textContent)
      .join("")
      .trim();
    const box = element.getBoundingClientRect();
    if (!text || box.width === 0 || !element.checkVisibility()) continue;
    const size = Number.parseFloat(getComputedStyle(element).fontSize);
    const isCode = element.closest("pre, code, [data-component-name='Tag/Tag']");
    if (size < (isCode ? 12 : 13)) problems.push(`${size} px: ${text.slice(0, 40)}`);
    const scrolls = element.closest("pre, table");
    if (!scrolls && (box.left < -1 || box.right > width + 1)) {
      problems.push(`outside the screen: ${text.slice(0, 40)}`);
    }
  }
  return problems;
}
