import { join } from "node:path";
import { generateDtsBundle } from "dts-bundle-generator";
import ts from "typescript";
import { blocks, code, fence } from "./markdown.js";
import type { Page } from "./page.js";

/** The declarations of the package, as those who install it have them. */
export function readDeclarations(root: string): string {
  const entries = ["index", "testing"].map((name) => ({
    filePath: join(root, "src", `${name}.ts`),
    libraries: { inlinedLibraries: ["openapi-fetch", "openapi-typescript-helpers"] },
    output: { exportReferencedTypes: false, noBanner: true },
  }));
  const options = { preferredConfigPath: join(root, "src/tsconfig.json") };
  return generateDtsBundle(entries, options).join("\n");
}

/** The reference of the TypeScript package: what it exports, from its declarations. */
export function typescriptPage(declarations: string): Page {
  const source = ts.createSourceFile("index.d.ts", declarations, ts.ScriptTarget.Latest, true);
  const exported = source.statements.filter(isExported).flatMap((node) => {
    const { name } = node as { name?: ts.Identifier };
    return name ? [{ name: name.text, kind: kindOf(node), node }] : [];
  });
  const section = (title: string, kind: string) =>
    blocks(
      `## ${title}`,
      ...exported
        .filter((one) => one.kind === kind)
        .map(({ name, node }) => describe(name, node, source)),
    );
  return {
    path: "typescript",
    group: "",
    label: "TypeScript reference",
    title: "TypeScript reference",
    description: "Everything that the package openpipe-models exports, from its declarations.",
    markdown: blocks(
      "# TypeScript reference",
      "What the package `openpipe-models` exports. The types of requests and answers are those of the schemas: see their pages.",
      section("Functions", "function"),
      section("Errors", "class"),
      section("Interfaces and types", "type"),
    ),
  };
}

function isExported(node: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(node) ? ts.getModifiers(node) : undefined;
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

function kindOf(node: ts.Statement): string {
  if (ts.isFunctionDeclaration(node)) return "function";
  if (ts.isClassDeclaration(node)) return "class";
  const { name } = node as { name?: ts.Identifier };
  // The document's own types have pages of their own.
  return name && /^(paths|components|operations|webhooks|\$defs)$/.test(name.text)
    ? "spec"
    : "type";
}

function describe(name: string, node: ts.Statement, source: ts.SourceFile): string {
  const text = node.getText(source).replace(/^export (declare )?/, "");
  const isOfDocument = /^type \w+ = components\[/.test(text);
  if (isOfDocument) return `${code(name)}: see [${name}](/schemas/${name}.md).`;
  const [doc] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const throws = (doc?.tags ?? []).flatMap((tag) => {
    const comment = ts.getTextOfJSDocComment(tag.comment);
    return tag.tagName.text === "throws" && comment ? [`Throws: ${comment}`] : [];
  });
  return blocks(
    `### ${name}`,
    doc && ts.getTextOfJSDocComment(doc.comment),
    ...throws,
    fence("ts", text),
  );
}
