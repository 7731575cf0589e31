import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import type { OpenApiDocument } from "../lib/document/index.js";
import { typeName } from "./names.js";
import { type Editor, openEditor } from "./test-support/editor.js";
import { renderTypes } from "./types.js";
import { Unsupported } from "./unsupported.js";

const text = { type: "string" };
const object = (properties: object, rest: object = {}) => ({ type: "object", properties, ...rest });
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const Pet = object({ name: text, age: { type: "integer" } }, { required: ["name"] });

interface Case {
  what: string;
  schemas: Record<string, unknown>;
  /** The declarations that the schemas become, on one line each. */
  become: string[];
  /** What a user of the types writes; it has to compile. */
  use?: string;
}

const cases: Case[] = [
  {
    what: "an object is an interface, anything else a type, and both are referred to by name",
    schemas: {
      Pet,
      Size: { type: "string", enum: ["S", "L"] },
      Home: object({ pets: { type: "array", items: ref("Pet") }, size: ref("Size") }),
    },
    become: [
      "export interface Pet { name: string; age?: number; }",
      'export type Size = "S" | "L";',
      "export interface Home { pets?: Pet[]; size?: Size; }",
    ],
    use: `export const pet: components["schemas"]["Pet"] = { name: "Rex" } satisfies Pet;`,
  },
  {
    what: "names with hyphens, dots and underscores",
    schemas: { "fine-tune.v2": object({ previous: ref("fine-tune.v2") }), snake_case: text },
    become: [
      "export interface FineTuneV2 { previous?: FineTuneV2; }",
      "export type snake_case = string;",
    ],
    use: `export const tune: FineTuneV2 = {} satisfies components["schemas"]["fine-tune.v2"];`,
  },
  {
    what: "names of globals that a module may use for itself",
    schemas: { Error: object({ file: ref("File") }), File: text, Event: { enum: [1, -2] } },
    become: [
      "export interface Error { file?: File; }",
      "export type File = string;",
      "export type Event = 1 | -2;",
    ],
  },
  {
    what: "properties named like keywords",
    schemas: {
      Odd: object(
        { discriminator: text, nullable: text, enum: text, $ref_: text, "a-b": text },
        { required: ["discriminator"], discriminator: { propertyName: "discriminator" } },
      ),
    },
    become: [
      'export interface Odd { discriminator: string; nullable?: string; enum?: string; $ref_?: string; "a-b"?: string; }',
    ],
  },
  {
    what: "a discriminated union narrows by the values of its branches",
    schemas: {
      Cat: object({ kind: { const: "cat" }, lives: { type: "number" } }, { required: ["kind"] }),
      Dog: object({ kind: { const: "dog" } }, { required: ["kind"] }),
      Animal: {
        type: "object",
        oneOf: [ref("Cat"), ref("Dog")],
        discriminator: { propertyName: "kind", mapping: { cat: "Cat", dog: "Dog" } },
      },
    },
    become: ["export type Animal = Cat | Dog;"],
    use: `export const lives = (animal: Animal) => (animal.kind === "cat" ? animal.lives : 0);`,
  },
  {
    what: "branches that only say what is required leave the object",
    schemas: {
      Contact: object(
        { mail: text, phone: text },
        { anyOf: [{ required: ["mail"] }, { required: ["phone"] }] },
      ),
      Reached: { allOf: [ref("Pet"), { oneOf: [{ required: ["age"] }, { not: {} }] }] },
      Strict: { allOf: [ref("Pet"), { required: ["age"] }] },
      Narrow: { ...ref("Pet"), required: ["name"] },
    },
    become: [
      "export interface Contact { mail?: string; phone?: string; }",
      "export type Reached = Pet;",
      'export type Strict = WithRequired<Pet, "age">;',
      "export type Narrow = Pet;",
    ],
    use: `// @ts-expect-error: age is missing.
      export const strict: Strict = { name: "Rex" };`,
  },
  {
    what: "alternatives beside properties",
    schemas: {
      Payment: object(
        { amount: { type: "number" } },
        { anyOf: [object({ card: text }), object({ iban: text })] },
      ),
      Paid: {
        type: "object",
        required: ["card"],
        oneOf: [object({ card: text }), object({ card: text, tip: text })],
      },
      Tipped: {
        required: ["card", "tip"],
        allOf: [{ allOf: [object({ card: text }), object({ tip: text })] }],
      },
      Level: { type: "string", oneOf: [{ const: "low" }, { const: "high" }] },
    },
    become: [
      "export type Payment = ({ card?: string; } | { iban?: string; }) & { amount?: number; };",
      "export type Paid = { card: string; } | { card: string; tip?: string; };",
      "export interface Tipped { card: string; tip: string; }",
      'export type Level = "low" | "high";',
    ],
  },
  {
    what: "a documented list that is not enforced",
    schemas: {
      Model: { anyOf: [{ type: "string", enum: ["small", "large"] }, text] },
      Named: { anyOf: [ref("Size"), text, { type: "null" }] },
      Batch: { anyOf: [{ const: "auto" }, { type: "number" }] },
    },
    become: [
      'export type Model = "small" | "large" | (string & {});',
      "export type Named = Size | (string & {}) | null;",
      'export type Batch = "auto" | number;',
    ],
    use: `export const model: Model = String(1);`,
  },
  {
    what: "null by type, by nullable, by const, and not by an enum whose type forbids it",
    schemas: {
      ByType: { type: ["string", "null"] },
      Nullable: { type: "string", nullable: true },
      NullableRef: { ...ref("Pet"), nullable: true },
      NotNullable: { type: "string", nullable: false },
      Null: { const: null },
      Half: { type: "string", enum: ["a", null] },
      Whole: { type: ["string", "null"], enum: ["a", null] },
      Never: { type: ["string", "null"], enum: ["a"] },
    },
    become: [
      "export type ByType = string | null;",
      "export type Nullable = string | null;",
      "export type NullableRef = Pet | null;",
      "export type NotNullable = string;",
      "export type Null = null;",
      'export type Half = "a";',
      'export type Whole = "a" | null;',
      'export type Never = "a";',
    ],
  },
  {
    what: "tuples, as long as the document says",
    schemas: {
      Pair: { type: "array", prefixItems: [text, { type: "number" }], minItems: 2, items: false },
      Capped: { type: "array", prefixItems: [text, ref("Pet")], minItems: 1, maxItems: 2 },
      Cut: { type: "array", prefixItems: [text, text], minItems: 1, maxItems: 1 },
      Headed: { prefixItems: [text], minItems: 1, items: { type: "number" } },
      Loose: { type: "array", prefixItems: [text] },
      Empty: { type: "array", items: false },
    },
    become: [
      "export type Pair = [ string, number ];",
      "export type Capped = [ string, Pet? ];",
      "export type Cut = [ string ];",
      "export type Headed = [ string, ...number[] ];",
      "export type Loose = [ string?, ...unknown[] ];",
      "export type Empty = never[];",
    ],
    use: `export const tuples: [Pair, Capped, Headed] = [["a", 1], ["a"], ["a", 1, 2]];`,
  },
  {
    what: "objects with names that are not listed",
    schemas: {
      Anything: { type: "object" },
      Closed: { type: "object", additionalProperties: false },
      Nothing: object({}, { unevaluatedProperties: false }),
      Counts: { type: "object", additionalProperties: { type: "number" } },
      Mixed: object({ name: text, id: text }, { additionalProperties: { type: "number" } }),
      Extras: { type: "object", patternProperties: { "^x-": text }, additionalProperties: false },
      Scores: { type: "object", propertyNames: { enum: ["a", "b"] }, additionalProperties: text },
      Sizes: { type: "object", propertyNames: ref("Size"), additionalProperties: ref("Pet") },
      Patterned: { type: "object", propertyNames: { pattern: "^a" }, additionalProperties: text },
      Final: { ...Pet, unevaluatedProperties: false },
      Open: object({ name: text }, { additionalProperties: true }),
    },
    become: [
      "export interface Anything { [key: string]: unknown; }",
      "export interface Closed { [key: string]: never; }",
      "export interface Nothing { [key: string]: never; }",
      "export interface Counts { [key: string]: number; }",
      "export interface Mixed { name?: string; id?: string; [key: string]: number | string | undefined; }",
      "export interface Extras { [key: string]: string; }",
      "export interface Scores { a?: string; b?: string; }",
      "export interface Sizes { S?: Pet; L?: Pet; }",
      "export interface Patterned { [key: string]: string; }",
      "export interface Final { name: string; age?: number; }",
      "export interface Open { name?: string; [key: string]: unknown; }",
    ],
    use: `export const mixed: Mixed = { name: "a", more: 1 };`,
  },
  {
    what: "what is composed of objects extends them, unless a property is there twice",
    schemas: {
      Puppy: { allOf: [ref("Pet"), object({ toy: text }, { required: ["toy"] })] },
      Kitten: { ...ref("Pet"), properties: { lives: { type: "number" } } },
      Renamed: { allOf: [ref("Pet"), object({ name: { const: "Rex" } })] },
      Both: { allOf: [object({ a: text }), object({ b: text })] },
      Twice: { allOf: [object({ a: text }), object({ a: { const: "a" } })] },
      Opened: { allOf: [ref("Open"), object({ more: { type: "number" } })] },
      Counted: { allOf: [ref("Counts"), object({ name: text })] },
      Alias: ref("Pet"),
    },
    become: [
      "export interface Puppy extends Pet { toy: string; }",
      "export interface Kitten extends Pet { lives?: number; }",
      'export type Renamed = Pet & { name?: "Rex"; };',
      "export interface Both { a?: string; b?: string; }",
      'export type Twice = { a?: string; } & { a?: "a"; };',
      "export interface Opened extends Open { more?: number; }",
      "export type Counted = Counts & { name?: string; };",
      "export type Alias = Pet;",
    ],
    use: `// @ts-expect-error: toy is missing.
      export const puppy: Puppy = { name: "Rex" };`,
  },
  {
    what: "schemas that contain themselves",
    schemas: {
      Tree: object({ children: { type: "array", items: ref("Tree") }, up: ref("Tree") }),
      Json: {
        anyOf: [
          { type: ["string", "number", "boolean", "null"] },
          { type: "array", items: ref("Json") },
          { type: "object", additionalProperties: ref("Json") },
        ],
      },
    },
    become: [
      "export interface Tree { children?: Tree[]; up?: Tree; }",
      "export type Json = string | number | boolean | null | Json[] | { [key: string]: Json; };",
    ],
    use: `export const tree: Tree = { children: [{}] };
      export const json: Json = [{ a: [null] }];`,
  },
  {
    what: "a reference into a schema",
    schemas: { Name: { $ref: "#/components/schemas/Pet/properties/age" } },
    become: ["export type Name = number;"],
  },
  {
    what: "openapi-fetch knows the paths",
    schemas: {},
    become: [
      '200: { headers: { [name: string]: unknown; }; content: { "application/json": Pet; }; };',
    ],
    use: `import createClient from "openapi-fetch";
      const client = createClient<paths>();
      export async function rename(name: string): Promise<Pet | undefined> {
        const params = { path: { name } };
        const { data: pet } = await client.GET("/pets/{name}", { params });
        // @ts-expect-error: the name is missing.
        await client.PUT("/pets/{name}", { params, body: { age: 3 } });
        return pet;
      }`,
  },
  {
    what: "files of a multipart body, in line and by reference",
    schemas: { Upload: object({ file: { type: "string", format: "binary" }, note: text }) },
    become: [
      "export interface Upload { file?: Blob; note?: string; }",
      'requestBody?: { content: { "multipart/form-data": Upload; }; };',
      'requestBody?: { content: { "multipart/form-data": { image?: Blob; more?: (Blob | null)[]; base64?: string; }; }; };',
      'content: { "application/octet-stream": string; };',
    ],
    use: `export const upload: Upload = { file: new Blob(), note: "b" };`,
  },
];

const binary = { contentMediaType: "image/png" };
const inline = object({
  image: binary,
  more: { type: "array", items: { ...binary, type: ["string", "null"] } },
  base64: { ...binary, type: "string", contentEncoding: "base64" },
});
const json = (schema: unknown) => ({ content: { "application/json": { schema } } });
const form = (schema: unknown) => ({ content: { "multipart/form-data": { schema } } });
const bytes = { "application/octet-stream": { schema: { type: "string", format: "binary" } } };
const done = { 200: { description: "Done.", content: bytes } };
const found = { 200: { description: "The pet.", ...json(ref("Pet")) } };
const named = { name: "name", in: "path", required: true, schema: text };
const paths = {
  "/uploads": {
    post: { operationId: "upload", requestBody: form(ref("Upload")), responses: done },
  },
  "/images": { post: { operationId: "uploadImage", requestBody: form(inline), responses: done } },
  "/pets/{name}": {
    parameters: [named],
    get: { operationId: "getPet", responses: found },
    put: { operationId: "putPet", requestBody: json(ref("Pet")), responses: found },
  },
};

function documentOf(schemas: Record<string, unknown>, paths: object = {}): OpenApiDocument {
  const info = { title: "Fixture", version: "1" };
  return { openapi: "3.1.0", info, paths, components: { schemas } } as never;
}

describe("types", () => {
  let rendered: string;
  let editor: Editor;

  beforeAll(async () => {
    const schemas = Object.assign({}, ...cases.map((example) => example.schemas));
    rendered = await renderTypes(documentOf(schemas, paths));
    const uses = cases.map(
      ({ use = "" }, index) => [useOf(index), withImports(use, rendered)] as const,
    );
    editor = openEditor(new Map([["generated/fixture.ts", rendered], ...uses]));
  });

  it.each(cases.map((example, index) => ({ ...example, index })))("$what", ({ become, index }) => {
    const line = rendered.replaceAll(/\s+/g, " ");
    for (const declaration of become) expect(line).toContain(declaration);
    expect(editor.problems(useOf(index))).toEqual([]);
  });

  it("compile", () => expect(editor.problems("generated/fixture.ts")).toEqual([]));
});

it("a description is the text of a docstring, beside the tags that say more than the type", async () => {
  const property = {
    type: "string",
    enum: ["a"],
    title: "Kind",
    format: "slug",
    default: "a",
    deprecated: true,
    description: "First line.\n\n    code\n@mention */ ends.\n",
  };
  const get = {
    operationId: "list",
    summary: "List all",
    description: "Costs\nnothing.",
    responses: { 204: { description: "None." } },
  };
  const rendered = await renderTypes(
    documentOf(
      { Thing: object({ kind: property }, { description: "A thing." }) },
      { "/": { get } },
    ),
  );

  expect(rendered).toContain(`/** A thing. */
export interface Thing {
    /**
     * Kind
     *
     * First line.
     *
     *     code
     * \\@mention *\\/ ends.
     *
     * Format: slug
     *
     * @deprecated
     * @default a
     */
    kind?: "a";
}
`);
  expect(rendered).toContain(`        /**
         * List all
         *
         * Costs
         * nothing.
         */
        get: operations["list"];`);
  expect(rendered).not.toMatch(/@description|@enum|@constant/);
});

describe("refuses by pointer", () => {
  const inner = "#/components/schemas/A/properties/b";
  it.each([
    ["a name that hides a global", { Object: text }, "/Object", /"Object".*another name/],
    ["a name of the client's own", { Options: text }, "/Options", /"Options".*another name/],
    ["a name that is a word of TypeScript", { class: text }, "/class", /"class".*another name/],
    ["a name without a letter", { "1-2": text }, "/1-2", /"1-2".*another name/],
    ["two names that are one type", { "fine-tune": text, FineTune: text }, "/FineTune", /FineTune/],
    ["a schema that is itself", { A: { anyOf: [ref("A"), text] } }, "/A", /consists of itself/],
    ["two that are each other", { A: ref("B"), B: { allOf: [ref("A")] } }, "/A", /consists of/],
    [
      "a copy that contains itself",
      { A: object({ b: object({ c: { $ref: inner } }) }) },
      "/A/properties/b/properties/c/$ref",
      /contains itself/,
    ],
    [
      "an unknown type",
      { A: object({ "b/c": { type: "file" } }) },
      "/A/properties/b~1c/type",
      /no type "file"/,
    ],
    ["values of no type", { A: { type: "string", enum: [1, null] } }, "/A/enum", /No value/],
    ["what is no schema", { A: { anyOf: [text, 5] } }, "/A/anyOf/1", /schema has to stand here/],
    [
      "a reference to nothing",
      { A: { $ref: inner } },
      "/A/properties/b",
      /schema has to stand here/,
    ],
    ["schemas in schemas", { A: { $defs: { B: text } } }, "/A/$defs", /components\/schemas/],
    [
      "a file that is text elsewhere",
      { A: object({ b: ref("B") }), B: { type: "string", format: "binary" } },
      "/B",
      /file in a multipart body/,
    ],
  ])("%s", async (_, schemas, pointer, message) => {
    const responses = { 200: { description: "The same.", ...json(ref("A")) } };
    const post = { operationId: "send", requestBody: form(ref("A")), responses };
    const failure = await renderTypes(documentOf(schemas, { "/": { post } })).catch(
      (error) => error,
    );

    expect(failure).toBeInstanceOf(Unsupported);
    expect(failure.pointer).toBe(`/components/schemas${pointer}`);
    expect(failure.message).toMatch(message);
  });
});

it("refuses every name that the package exports, so that no type is hidden", async () => {
  const index = readFileSync(new URL("../../src/index.ts", import.meta.url), "utf8");
  const lists = [...index.matchAll(/\{([^}]*)\}/g)].map(([, list]) => list!).join();
  const names = lists.match(/\b[A-Z]\w*/g)!;
  expect(names).toContain("ApiError");
  for (const name of names) expect(() => typeName(name), name).toThrow(Unsupported);
});

function useOf(index: number): string {
  return `generated/fixture-use-${index}.ts`;
}

/** A use of the types as a module that imports those it mentions. */
function withImports(use: string, types: string): string {
  const exported = Array.from(
    types.matchAll(/^export (?:interface|type) (\w+)/gm),
    ([, name]) => name,
  );
  const mentioned = exported.filter((name) => new RegExp(`\\b${name}\\b`).test(use));
  return `import type { ${mentioned.join(", ")} } from "./fixture.js";\n${use}`;
}
