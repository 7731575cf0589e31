import { escapeToken, type OpenApiDocument, resolve, tokensOf } from "../lib/document/index.js";
import { header } from "./header.js";
import { type JsonSchema, type Mode, type Reduced, reduceSchema } from "./reduce-schema.js";
import { typeName } from "./names.js";
import { variantsOf } from "./variants.js";

/**
 * Writes schemas as data for the validators of `src/validation/`. Each component that is used becomes
 * one constant for each mode, before those that refer to it.
 */
export class SchemaWriter {
  readonly #declarations: string[] = [];
  readonly #known = new Set<string>();
  readonly #open = new Set<string>();

  constructor(readonly document: OpenApiDocument) {}

  /** The file `generated/validators.ts`, with all that was written. */
  render(): string {
    return [
      header,
      "// The schemas of the document, without annotations: strict for what is `sent`, tolerant for what is",
      "// `received` (unknown properties and enum values pass). src/validation/ checks values against them.",
      "",
      ...this.#declarations,
    ].join("\n");
  }

  /**
   * A schema as TypeScript.
   *
   * @param pointer Where it stands in the document.
   * @param prefix What stands before the name of a constant.
   */
  write(schema: unknown, mode: Mode, pointer: string, prefix = "schemas."): string {
    return this.#print(
      reduceSchema(schema, { document: this.document, mode }, pointer),
      mode,
      pointer,
      prefix,
    );
  }

  #print(schema: Reduced, mode: Mode, pointer: string, prefix: string): string {
    if (typeof schema.$ref === "string") return this.#reference(schema.$ref, mode, prefix);
    const { type, ...rest } = schema;
    if (typeof type === "string" && Object.keys(rest).length === 0) return JSON.stringify(type);
    const print = (inner: unknown, at: string) =>
      this.#print(inner as Reduced, mode, `${pointer}/${at}`, prefix);
    const members: Record<string, string> = {};
    // First, so that a value of another type fails at once.
    if (type !== undefined) members.type = JSON.stringify(type);
    for (const [keyword, value] of Object.entries(rest)) {
      if (keyword === "discriminator") {
        const variants = variantsOf(this.document, schema, pointer);
        if (!variants) {
          // Loosened alternatives may overlap.
          if (mode === "received") members.anyOf = members.oneOf!;
          if (mode === "received") delete members.oneOf;
          continue;
        }
        const of = printRecord(variants.branches, (branch) => print(branch, "oneOf"));
        members.variants = `{ by: ${JSON.stringify(variants.by)}, of: ${of}, open: ${variants.isOpen} }`;
        delete members.oneOf;
      } else {
        members[keyword] = printKeyword(keyword, value, print);
      }
    }
    return printMembers(Object.entries(members));
  }

  /** A reference as the name of a constant, or as a function of it where the schema is recursive. */
  #reference($ref: string, mode: Mode, prefix: string): string {
    const component = tokensOf($ref).at(-1)!;
    const name = mode + typeName(component);
    if (this.#open.has(name)) return `{ ref: (): unknown => ${name} }`;
    if (!this.#known.has(name)) {
      this.#known.add(name);
      this.#open.add(name);
      const schema = this.write(resolve(this.document, { $ref }), mode, $ref.slice(1), "");
      this.#open.delete(name);
      this.#declarations.push(`export const ${name} = ${schema};\n`);
    }
    return prefix + name;
  }
}

type Print = (schema: unknown, at: string) => string;

const schemaKeywords = new Set(
  "items if then else not propertyNames additionalProperties unevaluatedProperties".split(" "),
);

function printKeyword(keyword: string, value: unknown, print: Print): string {
  if (keyword === "properties" || keyword === "patternProperties") {
    return printRecord(Object.entries(value as JsonSchema), (inner, name) => {
      return print(inner, `${keyword}/${escapeToken(name)}`);
    });
  }
  if (["anyOf", "oneOf", "allOf", "prefixItems"].includes(keyword)) {
    const items = (value as unknown[]).map((inner, index) => print(inner, `${keyword}/${index}`));
    return `[${items.join(", ")}]`;
  }
  return schemaKeywords.has(keyword) && value !== false
    ? print(value, keyword)
    : JSON.stringify(value);
}

function printRecord(
  entries: [string, unknown][],
  print: (value: unknown, name: string) => string,
): string {
  // A plain `__proto__:` would set the prototype.
  const key = (name: string) => (name === "__proto__" ? '["__proto__"]' : JSON.stringify(name));
  return printMembers(entries.map(([name, value]) => [key(name), print(value, name)]));
}

function printMembers(members: [string, string][]): string {
  if (members.length === 0) return "{}";
  const lines = members.map(([name, text]) => `${name}: ${text},`.replaceAll(/^/gm, "  "));
  return `{\n${lines.join("\n")}\n}`;
}
