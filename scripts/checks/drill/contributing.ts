import { Failure } from "../../lib/failure.js";
import { readSnippets } from "../markdown/snippets.js";
import type { Command } from "./command.js";

/** One thing that the section says, in the order in which it says it. */
export type Step =
  /** Context lines and added lines replace context lines and removed lines. */
  | { kind: "change"; line: number; file: string; before: string; after: string }
  | { kind: "write"; line: number; file: string; content: string }
  /** A block of commands, and the pieces of what they print, in this order. */
  | { kind: "run"; line: number; commands: Command[]; expected: string[] };

/**
 * Reads the fenced blocks of a section of a Markdown text.
 *
 * @throws Failure when there is no such section, or a block of another kind in it.
 */
export function readSteps(markdown: string, heading: string): Step[] {
  const start = markdown.indexOf(`\n## ${heading}\n`);
  if (start === -1) throw new Failure(`There is no section "## ${heading}".`);
  const end = markdown.indexOf("\n## ", start + 1);
  const firstLine = markdown.slice(0, start).split("\n").length;
  const steps: Step[] = [];
  for (const { language, code, line } of readSnippets(
    markdown.slice(0, end === -1 ? undefined : end),
  )) {
    if (line > firstLine) addBlock(steps, language, code, line);
  }
  return steps;
}

function addBlock(steps: Step[], language: string, content: string, line: number): void {
  const [first = "", ...rest] = content.trimEnd().split("\n");
  const last = steps.at(-1);
  if (language === "diff" && first.startsWith("+++ ")) {
    const without = (sign: string) =>
      rest.filter((text) => !text.startsWith(sign)).map((text) => `${text.slice(1)}\n`);
    const before = without("+").join("");
    steps.push({
      kind: "change",
      line,
      file: first.slice(4),
      before,
      after: without("-").join(""),
    });
  } else if (language === "ts" && first.startsWith("// ")) {
    steps.push({ kind: "write", line, file: first.slice(3), content: `${rest.join("\n")}\n` });
  } else if (language === "sh") {
    const commands = [first, ...rest].map((text) => ({
      line: text.replace(/ *#.*$/, ""),
      fails: /# fails$/.test(text),
    }));
    steps.push({ kind: "run", line, commands, expected: [] });
  } else if (language === "text" && last?.kind === "run") {
    last.expected.push(first, ...rest);
  } else {
    throw new Failure(`The block at line ${line} is of no kind that the drill knows.`);
  }
}

/**
 * Replaces the one place where `before` stands.
 *
 * @throws Failure when it stands nowhere, or at several places.
 */
export function applyChange(text: string, before: string, after: string): string {
  const places = text.split(before).length - 1;
  if (places !== 1) {
    throw new Failure(`These lines stand at ${places} places instead of one:\n\n${before}`);
  }
  return text.replace(before, () => after);
}
