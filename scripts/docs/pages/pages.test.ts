import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { listOperations, type OpenApiDocument } from "../../lib/document/index.js";
import { renderSite } from "../site/render-site.js";
import { grownDocument } from "../test-support/grown-document.js";
import { namesIn } from "../test-support/names-in.js";
import { listPages } from "./pages.js";
import { listedValues } from "./schema-text.js";
import { readGuides, textPage } from "./text-pages.js";

const real: OpenApiDocument = JSON.parse(await readFile("generated/openapi.json", "utf8"));

describe.each([
  ["the real document", real, await readGuides()],
  [
    "a grown one",
    grownDocument,
    {
      pages: [textPage("guides/create-in-doubt", "Guides", "# In doubt\n\nLook.")],
      pictures: new Map<string, string>(),
    },
  ],
])("%s", async (_, document, texts) => {
  const pages = listPages(document, texts.pages);
  const files = await renderSite(document, pages);
  const names = namesIn(document);

  test("has names in it", () => expect(names.size).toBeGreaterThan(15));

  test.each(["html", "md"])("every name and value stands in the .%s files", (ending) => {
    const text = textOf(
      files,
      (name) => name.endsWith(ending) && pages.some(({ path }) => name === `${path}.${ending}`),
    );
    expect([...names].filter((name) => !hasWord(text, name))).toEqual([]);
  });

  test.each(["all.html", "search.html", "llms-full.txt"])(
    "every name and value stands in %s",
    (file) => {
      const text = textOf(files, (name) => name === file);
      expect([...names].filter((name) => !hasWord(text, name))).toEqual([]);
    },
  );

  test("every link and every fragment of it leads somewhere", () => {
    const others = ["interactive.html", "openapi.json", "openapi.yaml", ...texts.pictures.keys()];
    const broken = [...files].flatMap(([name, text]) =>
      linksOf(name, text)
        .filter(({ file }) => !others.includes(file))
        .filter(({ file, id }) => {
          const target = files.get(file);
          return target === undefined || (id && !target.includes(`id="${id}"`));
        })
        .map(({ file, id }) => `${name}: ${file}#${id}`),
    );
    expect(broken).toEqual([]);
  });

  test("no id stands twice on a page, and no title on two", () => {
    const titles = [...files].flatMap(([, text]) => /<title>(.*)<\/title>/.exec(text)?.[1] ?? []);
    expect(titles).toHaveLength(new Set(titles).size);
    for (const [name, text] of files) {
      if (!name.endsWith(".html")) continue;
      const ids = [...text.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
      expect(ids, name).toHaveLength(new Set(ids).size);
    }
  });

  test("there is a page for each operation, and llms.txt and the sitemap know all", () => {
    for (const { operation } of listOperations(document)) {
      expect(files.has(`operations/${operation.operationId}.html`)).toBe(true);
    }
    for (const { path } of pages) {
      expect(files.get("llms.txt")).toContain(`/${path}.md)`);
      const address = path === "index" ? "" : `${path}.html`;
      expect(files.get("sitemap.xml")).toContain(`${document.externalDocs!.url}${address}</loc>`);
    }
  });

  test("HTML in a description is text, and the only scripts are our own", () => {
    for (const [name, text] of files) {
      if (!name.endsWith(".html")) continue;
      expect(text.match(/<(iframe|script(?! src))[^>]*>/g) ?? [], name).toEqual(
        name === "search.html" ? ["<script>"] : [],
      );
    }
  });
});

test("a page of an alternative has its smallest request and only samples of it", () => {
  const page = listPages(grownDocument).find(({ path }) => path === "kind/steam")!;
  expect(page.markdown).toContain('"kind": "steam"');
  expect(page.markdown).toContain("`whistle.hertz`");
  const openai = listPages(real).find(({ path }) => path === "provider/openai")!;
  expect(openai.markdown).not.toContain('provider: "openpipe"');
});

test("the page of an operation says how the client calls it", () => {
  const page = listPages(grownDocument).find(({ path }) => path.endsWith("createFineTuningJob"))!;
  expect(page.markdown).toContain("`fineTuningJobs.create(body, options?)`");
});

test("what goes beside a body, and what a table has no column for, is told, too", () => {
  const { markdown } = listPages(grownDocument).find(({ path }) => path.endsWith("createFile"))!;
  expect(markdown).toContain("| `Location` | string | **Required.** Where it is. |");
  expect(markdown).toContain("| `ETag` | string |");
  expect(markdown).toContain('| `retention` | integer (at least 1) or `"for ever"` |');
  expect(markdown).toContain("| `span` | array of integer, then string or null |");
  expect(markdown).toContain('--header "X-Project: $OPENPIPE_API_KEY"');
  expect(markdown).toContain('"entries": {"operationId":"listDatasetEntries"');
  expect(markdown).toContain("virusName");
  expect(listPages(grownDocument)[0]!.markdown).toContain('"endedWhen"');
  expect(markdown).toContain('Rule: `{"not":{"const":"root"}}`.');
});

test("a shared answer whose schema has no page of its own is shown where it comes", () => {
  const { markdown } = listPages(grownDocument).find(({ path }) => {
    return path.endsWith("createFineTuningJob");
  })!;
  expect(markdown).toMatch(/### 503\n\nCome again\.[^]*`underMaintenance`[^]*### 2XX/);
  expect(markdown).not.toContain("Too many");
});

test.each([
  [{ enum: ["a", 1] }, false],
  [{ anyOf: [{ enum: ["a", 1] }, { type: "string" }] }, true],
  [{ anyOf: [{ enum: ["a"] }, { type: "string", enum: [1] }, { type: "null" }] }, false],
])("the values that %j lists are told with whether others are possible: %s", (schema, isOpen) => {
  const { texts, isOpen: told } = listedValues(real, schema);
  expect({ texts, told }).toEqual({ texts: ["a", "1"], told: isOpen });
});

test("an error code that no example has is in the catalogue", () => {
  const errors = listPages(grownDocument).find(({ path }) => path === "errors")!;
  expect(errors.markdown).toContain("| `QUITE_NEW_CODE` | not documented |");
  expect(errors.markdown).toContain("| `CODE_OF_AN_EXAMPLE` | 418 | Choose another pot. |");
});

function textOf(files: Map<string, string>, isWanted: (name: string) => boolean): string {
  const texts = [...files].filter(([name]) => isWanted(name)).map(([, text]) => text);
  const text = texts.join("\n").replaceAll(/<wbr>|\\(?=\|)/g, "");
  return /^\s*<!doctype html>/i.test(text) ? readHtml(text) : text;
}

function readHtml(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

/** Whether a name stands there as a word, and not within another. */
function hasWord(text: string, name: string): boolean {
  const literal = name.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<!\\w)${literal}(?!\\w)`).test(text);
}

/** The links of a file within the site. */
function linksOf(name: string, text: string) {
  const pattern = name.endsWith(".html") ? /href="([^"]*)"/g : /\]\(([^)\s]*)\)/g;
  const body = name.endsWith(".md") ? text.replaceAll(/^```.*?^```$/gms, "") : text;
  return [...body.matchAll(pattern)]
    .map(([, link]) => link!.replaceAll("&amp;", "&"))
    .filter((link) => !/^[a-z]+:/.test(link))
    .map((link) => {
      const { pathname, hash } = new URL(link, `http://host/${name}`);
      return { file: decodeURI(pathname.slice(1)), id: decodeURI(hash.slice(1)) };
    });
}
