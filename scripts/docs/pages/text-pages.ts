import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { plain } from "./markdown.js";
import type { Page } from "./page.js";

const guidesFolder = fileURLToPath(new URL("../guides/", import.meta.url));
// Any other comes after these.
const order = [
  "guides/key-and-dataset",
  "guides/create-and-wait",
  "guides/create-in-doubt",
  "guides/test-your-code",
  "guides/regenerate",
];

/** The pages that people write, and the pictures in them: file name → content. */
export async function readGuides(): Promise<{ pages: Page[]; pictures: Map<string, string> }> {
  const pages: Page[] = [];
  const pictures = new Map<string, string>();
  for (const name of await readdir(guidesFolder)) {
    const text = await readFile(guidesFolder + name, "utf8");
    if (name.endsWith(".svg")) pictures.set(`guides/${name}`, text);
    if (name.endsWith(".md")) pages.push(textPage(`guides/${name.slice(0, -3)}`, "Guides", text));
  }
  const place = ({ path }: Page) => (order.includes(path) ? order.indexOf(path) : order.length);
  pages.sort((one, other) => place(one) - place(other));
  return { pages, pictures };
}

/** A page of Markdown: its first line is the title, its first paragraph says what it is about. */
export function textPage(path: string, group: string, text: string): Page {
  const [heading = "", introduction = ""] = text.split(/\n\n+/);
  const title = heading.replace(/^# /, "").trim();
  return {
    path,
    group,
    label: title,
    title,
    description: plain(introduction),
    markdown: text.trim(),
  };
}
