import { readFile } from "node:fs/promises";
import { Failure } from "../lib/failure.js";
import { listOperations, type OpenApiDocument, resolve } from "../lib/openapi.js";
import { header } from "./header.js";
import { type JsonSchema, type Mode, type Reduced, reduceSchema } from "./validators-schema.js";

const runtime = new URL("./validators-runtime.ts", import.meta.url);

/**
 * The run-time validators: the schemas of the document as data, and the checker
 * (`validators-runtime.ts`) without the keywords that no schema uses. Data and one checker are
 * less than half the size of a function for each schema.
 */
export async function renderValidators(document: OpenApiDocument): Promise<string> {
  const writer = new SchemaWriter(document);
  const entries = listOperations(document).map(({ operation, path, method, requestBody }) => {
    const at = `#/paths/${path.replaceAll("~", "~0").replaceAll("/", "~1")}/${method}`;
    const request = jsonSchemaOf(requestBody);
    const responses = Object.entries(operation.responses ?? {})
      .filter(([status]) => /^2(\d\d|XX)$/i.test(status))
      .flatMap(([status, response]) => {
        const schema = jsonSchemaOf(resolve(document, response));
        const place = `${at}/responses/${status}/content/application~1json/schema`;
        return schema === undefined ? [] : [writer.write(schema, "response", place)];
      });
    const members = [
      request !== undefined &&
        `request: (value) => validate(${writer.write(request, "request", `${at}/requestBody/content/application~1json/schema`)}, value)`,
      responses.length > 0 &&
        `response: (value) => validate(${responses.length === 1 ? responses[0] : `{ anyOf: [${responses.join(", ")}] }`}, value)`,
    ].filter((member) => member !== false);
    if (responses.length > 1) writer.used.add("anyOf");
    return `  ${operation.operationId}: { ${members.join(", ")} },`;
  });
  const checker = keepUsed(await readFile(runtime, "utf8"), writer.used);
  return [
    header,
    checker.trimEnd(),
    "",
    ...writer.declarations,
    "/** The checks of one operation; what its document does not describe has none. */",
    "export interface OperationValidators {",
    "  /** What is wrong with a request body. Strict. */",
    "  request?: (value: unknown) => ValidationIssue[];",
    "  /** What is wrong with a success body. Unknown properties and enum values pass. */",
    "  response?: (value: unknown) => ValidationIssue[];",
    "}",
    "",
    "/** The checks of every operation, by `operationId`. */",
    `export const validators: Record<${listOperations(document)
      .map(({ operation }) => JSON.stringify(operation.operationId))
      .join(" | ")}, OperationValidators> = {`,
    ...entries,
    "};",
    "",
  ].join("\n");
}

/** Writes schemas as TypeScript; each component becomes one constant, written before its users. */
class SchemaWriter {
  readonly declarations: string[] = [];
  /** The keywords in use. */
  readonly used = new Set<string>();
  readonly #names = new Map<string, string>();
  readonly #open = new Set<string>();

  constructor(readonly document: OpenApiDocument) {}

  write(schema: unknown, mode: Mode, pointer: string, indent = ""): string {
    return this.#print(reduceSchema(schema, mode, pointer), mode, pointer, indent);
  }

  #print(schema: Reduced, mode: Mode, pointer: string, indent: string): string {
    if (typeof schema.$ref === "string") return this.#reference(schema.$ref, mode);
    const { type, ...rest } = schema as JsonSchema;
    if (typeof type === "string" && type !== "integer" && Object.keys(rest).length === 0) {
      return JSON.stringify(type);
    }
    const members = Object.entries(schema).map(([keyword, value]) => {
      this.used.add(keyword);
      if (keyword === "required" && isAll(schema as JsonSchema)) return "required: true";
      if (keyword === "discriminator")
        return this.#discriminator(value as JsonSchema, mode, pointer, indent);
      return `${keyword}: ${this.#value(keyword, value, mode, `${pointer}/${keyword}`, `${indent}  `)}`;
    });
    if (isRare(schema as JsonSchema)) members.push("rare: true");
    return members.length === 0
      ? "{}"
      : `{\n${members.map((member) => `${indent}  ${member},\n`).join("")}${indent}}`;
  }

  #value(keyword: string, value: unknown, mode: Mode, at: string, indent: string): string {
    const print = (schema: unknown, key: string | number) =>
      this.#print(schema as Reduced, mode, `${at}/${key}`, indent);
    if (keyword === "properties") {
      const properties = Object.entries(value as Record<string, Reduced>);
      return `{\n${properties
        .map(
          ([name, schema]) =>
            `${indent}  ${JSON.stringify(name)}: ${this.#print(schema, mode, `${at}/${name}`, `${indent}  `)},\n`,
        )
        .join("")}${indent}}`;
    }
    if (["anyOf", "oneOf", "allOf"].includes(keyword)) {
      return `[${(value as Reduced[]).map(print).join(", ")}]`;
    }
    if (
      ["items", "if", "then", "else", "not"].includes(keyword) ||
      (keyword === "additionalProperties" && value !== false)
    ) {
      return this.#print(value as Reduced, mode, at, indent);
    }
    return JSON.stringify(value);
  }

  /** A reference as the name of a constant, or as a function of it where the schema is recursive. */
  #reference($ref: string, mode: Mode): string {
    const key = `${mode} ${$ref}`;
    if (this.#open.has(key)) {
      this.used.add("ref");
      return `{ ref: () => ${this.#names.get(key)}, rare: true }`;
    }
    const known = this.#names.get(key);
    if (known) return known;
    const base = ($ref.split("/").pop() ?? "").replace(/\W/g, "_");
    const taken = [...this.#names.values(), "Schema", "ValidationIssue", "OperationValidators"];
    let name = base;
    while (taken.includes(name)) name += mode === "response" ? "Response" : "Request";
    this.#names.set(key, name);
    this.#open.add(key);
    const schema = this.write(resolve(this.document, { $ref }), mode, $ref);
    this.#open.delete(key);
    this.declarations.push(`const ${name}: Schema = ${schema};\n`);
    return name;
  }

  #discriminator(discriminator: JsonSchema, mode: Mode, pointer: string, indent: string): string {
    const by = discriminator.propertyName as string;
    const branches = discriminator.branches as Reduced[];
    const mapping = Object.entries((discriminator.mapping as Record<string, string>) ?? {});
    const of = branches.flatMap((branch) => {
      const target = resolve<JsonSchema>(this.document, branch as JsonSchema);
      const property = (target.properties as Record<string, JsonSchema> | undefined)?.[by];
      const values = property && ("const" in property ? [property.const] : property.enum);
      const mapped = mapping.filter(([, $ref]) => $ref === branch.$ref).map(([value]) => value);
      if (
        !Array.isArray(values) ||
        !(target.required as string[] | undefined)?.includes(by) ||
        mapped.some((value) => !values.includes(value))
      ) {
        throw new Failure(
          `openapi/openapi.yaml: ${pointer}/discriminator: every branch has to require "${by}" and to name its own values for it (const or enum, the same as in mapping).`,
        );
      }
      return values.map(
        (value) =>
          `${indent}    ${JSON.stringify(value)}: ${this.#print(branch, mode, `${pointer}/oneOf`, `${indent}    `)},\n`,
      );
    });
    const open = mode === "response" ? `,\n${indent}  open: true` : "";
    return `by: ${JSON.stringify(by)},\n${indent}  of: {\n${of.join("")}${indent}  }${open}`;
  }
}

/** Whether a schema is of a kind that `fits` of the checker does not know. */
function isRare({ type, ...rules }: JsonSchema): boolean {
  const keywords = Object.keys(rules);
  switch (keywords[0]) {
    case undefined:
      return false;
    case "const":
    case "enum":
      return keywords.length > 1;
    case "anyOf":
      return keywords.length > 1 || type !== undefined;
    case "items":
      return keywords.length > 1 || type !== "array";
  }
  const properties = Object.keys((rules.properties as JsonSchema | undefined) ?? {});
  const { required = [] } = rules as { required?: string[] };
  const { required: condition } = (rules.if ?? {}) as { required?: string[] };
  return (
    (type !== undefined && type !== "object") ||
    keywords.some((keyword) => !objectKeywords.has(keyword)) ||
    (properties.length === 0 && !rules.discriminator) ||
    required.some((name) => !properties.includes(name)) ||
    // What every object inherits is not told from what is its own.
    properties.some((name) => name in {}) ||
    (rules.additionalProperties ?? false) !== false ||
    (rules.if !== undefined && !(condition && rules.then))
  );
}

const objectKeywords = new Set([
  ...["required", "properties", "additionalProperties", "discriminator", "if", "then"],
]);

/** Whether everything that a schema describes is required, and nothing else. */
function isAll(schema: JsonSchema): boolean {
  const { required, properties } = schema as { required: string[]; properties?: JsonSchema };
  const names = Object.keys(properties ?? {});
  return names.length === required.length && names.every((name) => required.includes(name));
}

function jsonSchemaOf(content: unknown): unknown {
  return (content as { content?: Record<string, { schema?: unknown }> } | undefined)?.content?.[
    "application/json"
  ]?.schema;
}

/** The checker's source without the regions whose keywords are all unused. */
function keepUsed(source: string, used: Set<string>): string {
  return source.replace(
    /^ *\/\/ #region (.*)\n([\s\S]*?)^ *\/\/ #endregion\n/gm,
    (_, names: string, code) => (names.split(", ").some((name) => used.has(name)) ? code : ""),
  );
}
