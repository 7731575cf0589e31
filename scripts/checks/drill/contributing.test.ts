import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { applyChange, readSteps } from "./contributing.js";

const fence = "```";
const markdown = `# Title

## Before

${fence}sh
npm ci
${fence}

## The section

${fence}diff
+++ a.yaml
 kept
-old
+new
 kept too
${fence}

${fence}ts
// b.ts
run();
${fence}

${fence}sh
npm test
npm run lint # fails
${fence}

${fence}text
first
second
${fence}

## After

${fence}python
no()
${fence}
`;

test("the blocks of the section, and no others, are its steps", () => {
  expect(readSteps(markdown, "The section")).toEqual([
    {
      kind: "change",
      line: 11,
      file: "a.yaml",
      before: "kept\nold\nkept too\n",
      after: "kept\nnew\nkept too\n",
    },
    { kind: "write", line: 19, file: "b.ts", content: "run();\n" },
    {
      kind: "run",
      line: 24,
      commands: [
        { line: "npm test", fails: false },
        { line: "npm run lint", fails: true },
      ],
      expected: ["first", "second"],
    },
  ]);
});

test("a block that the drill cannot do is not passed over", () => {
  expect(() => readSteps(markdown, "After")).toThrow("The block at line 36 is of no kind");
  expect(() => readSteps(markdown, "Nowhere")).toThrow('There is no section "## Nowhere"');
});

test("a change has exactly one place", () => {
  expect(applyChange("a\nb\n", "b\n", "$&\n")).toBe("a\n$&\n");
  expect(() => applyChange("a\n", "b\n", "c\n")).toThrow("stand at 0 places instead of one");
  expect(() => applyChange("b\nb\n", "b\n", "c\n")).toThrow("stand at 2 places instead of one");
});

test("the changes of CONTRIBUTING.md fit the document as it is", async () => {
  const steps = readSteps(
    await readFile("CONTRIBUTING.md", "utf8"),
    "Change the API in five steps",
  );
  const changes = steps.filter((step) => step.kind === "change");
  expect(changes.length).toBeGreaterThan(2);
  for (const { file, before, after } of changes) {
    expect(applyChange(await readFile(file, "utf8"), before, after)).toContain(after);
  }
});
