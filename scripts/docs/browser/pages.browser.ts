import { readFile } from "node:fs/promises";
import { AxeBuilder } from "@axe-core/playwright";
import type { BrowserContextOptions } from "playwright-core";
import { describe, expect, test } from "vitest";
import { docsAnchor } from "../../generate/docs-url.js";
import { listOperations, type OpenApiDocument } from "../../lib/document/index.js";
import { namesIn } from "../test-support/names-in.js";
import { phone, useSite } from "./site.js";

const document: OpenApiDocument = JSON.parse(await readFile("generated/openapi.json", "utf8"));
const operations = listOperations(document).map(({ operation }) => operation);
const states: [string, BrowserContextOptions][] = [
  ["light", {}],
  ["dark", { colorScheme: "dark" }],
  ["on a phone", phone],
  ["on a phone, dark", { ...phone, colorScheme: "dark" }],
];

const site = useSite();

describe("without JavaScript", () => {
  test("the link of a docstring leads to the operation, and on to its page", async () => {
    for (const operation of operations) {
      const page = await site.open(docsAnchor(operation), { javaScriptEnabled: false });
      const row = page.locator("tr:target");
      expect(await row.textContent()).toContain(operation.operationId);
      await row.getByRole("link").click();
      await page.getByRole("heading", { level: 1, name: operation.summary! }).waitFor();
    }
  });

  test("the search shows every name", async () => {
    const page = await site.open("search.html?q=n_epochs", { javaScriptEnabled: false });
    const text = await page.locator("main").innerText();
    expect([...namesIn(document)].filter((name) => !text.includes(name))).toEqual([]);
  });
});

test("the search finds every property, value and operation, and leads to its place", async () => {
  const page = await site.open("search.html");
  for (const name of namesIn(document)) {
    await page.getByRole("searchbox").fill(name);
    const hit = page.locator(".results li:visible").first();
    expect(await hit.textContent(), name).toContain(name);
    const place = await hit.getByRole("link").evaluate(readTarget);
    expect(place, name).toContain(name);
  }
  await page.getByRole("searchbox").fill("zyxwv");
  await page.getByText("No places with").waitFor();
});

test("the search of any page leads to the element", async () => {
  const page = await site.open("operations/getModel.html");
  await page.getByRole("searchbox").fill("n_epochs");
  await page.keyboard.press("Enter");
  await page.locator(".results li:visible").first().getByRole("link").click();
  await page.locator(":target").getByText("n_epochs").waitFor();
});

test("on paper there is every operation and every name, and nothing to click", async () => {
  const page = await site.open("all.html");
  await page.emulateMedia({ media: "print" });
  const text = await page.locator("body").innerText();
  expect([...namesIn(document)].filter((name) => !text.includes(name))).toEqual([]);
  expect(await page.getByRole("searchbox").isVisible()).toBe(false);
  expect(await page.getByRole("navigation").isVisible()).toBe(false);
  // What is left has the sheet for itself.
  const [sheet, main] = await Promise.all(
    ["html", "main"].map(async (name) => (await page.locator(name).boundingBox())!.width),
  );
  expect(main).toBeGreaterThan(0.9 * sheet!);
});

test("an unknown address gets a page that leads on", async () => {
  const page = await site.open("search.html");
  await page.goto(`${site.url}no/such/page`);
  await page.getByRole("heading", { name: "There is no such page" }).waitFor();
  // The browser says that it was a 404.
  expect(site.takeComplaints()).toHaveLength(1);
});

describe.each(states)("%s", (_, options) => {
  // One of each kind.
  test.each([
    "index",
    "operations/createModel",
    "provider/openai",
    "schemas/Model",
    "errors",
    "search",
    "typescript",
    "guides/create-in-doubt",
  ])("axe finds nothing wrong with %s, which fits the screen", async (name) => {
    const page = await site.open(`${name}.html`, options);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(describeViolation)).toEqual([]);
    const width = await page.evaluate(() => globalThis.document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(page.viewportSize()!.width);
  });

  test.each(["", docsAnchor(operations[0]!), "#/schemas/model"])(
    "axe finds nothing serious on the interactive page at %j",
    async (place) => {
      const page = await site.open(`interactive.html${place}`, options);
      await page.locator("main h2").first().waitFor();
      const { violations } = await new AxeBuilder({ page }).analyze();
      const serious = violations.filter(({ impact }) => /serious|critical/.test(impact ?? ""));
      expect(serious.map(describeViolation)).toEqual([]);
    },
  );
});

function describeViolation({ id, nodes }: { id: string; nodes: { html: string }[] }): string {
  return `${id}: ${nodes[0]?.html}`;
}

/** Runs in the page: the text of the element that a link leads to. */
async function readTarget(element: Element): Promise<string> {
  const { href, hash } = element as HTMLAnchorElement;
  const html = await (await fetch(href)).text();
  const target = new DOMParser().parseFromString(html, "text/html");
  const id = decodeURIComponent(hash.slice(1));
  const place = id ? target.getElementById(id) : target.querySelector("main");
  // What a heading stands over belongs to it.
  return `${place?.textContent} ${/^H\d$/.test(place?.tagName ?? "") ? place!.nextElementSibling?.textContent : ""}`;
}
