import { dereference, type Schema as InterpretedSchema, validate } from "@cfworker/json-schema";
import type { ValidateFunction } from "ajv";
import { Failure } from "../../../scripts/lib/failure.js";
import { get, type OpenApiDocument } from "../../../scripts/lib/document/index.js";
import { compileAt, createAjv } from "../judge/ajv.js";
import { oncePerDocument } from "./once.js";
import { isObject, type JsonObject, type Located } from "./schema.js";

/**
 * Two independent validators of request values. Every case is judged by both before it is sent, so
 * that no "invalid" case is valid by accident, and none the other way round.
 */
export interface Validators {
  /** The interpreting one (`@cfworker/json-schema`); it needs no compilation, so it fits any schema. */
  interpret(located: Located, value: unknown): boolean;
  /** The compiling one (Ajv); for the few schemas of whole bodies and parameters. */
  compile(located: Located, value: unknown): boolean;
}

/** The validators of a document, which keep what they have compiled. */
export const validatorsOf = oncePerDocument(createValidators);

function createValidators(document: OpenApiDocument): Validators {
  const interpretable = interpreter(document);
  // Only the verdict counts, and most schemas are asked less than a hundred times.
  const ajv = createAjv(document, { messages: false, code: { optimize: false } });
  const compiled = new Map<string, ValidateFunction>();
  return {
    interpret({ pointer }, value) {
      const { schema, lookup } = interpretable(pointer);
      try {
        return validate(value, schema, "2020-12", lookup).valid;
      } catch (error) {
        throw new Failure(`The schema at ${pointer} cannot be used: ${(error as Error).message}`);
      }
    },
    compile(located, value) {
      const pointer = named(located);
      let check = compiled.get(pointer);
      if (!check) compiled.set(pointer, (check = compileAt(ajv, pointer)));
      return check(value) as boolean;
    },
  };
}

/** The schema that a mere reference names, so that operations which share one compile it once. */
function named({ schema, pointer }: Located): string {
  const { $ref, ...more } = schema;
  return typeof $ref === "string" && Object.keys(more).length === 0 ? $ref : pointer;
}

/** Makes each schema known to the interpreter once, when it is first asked for. */
function interpreter(document: OpenApiDocument) {
  const own = schemasOnly(document);
  const lookup: ReturnType<typeof dereference> = {};
  const base = new URL("https://openapi.invalid/");
  dereference(own as InterpretedSchema, lookup, base);
  const known = new Map<string, { schema: InterpretedSchema | boolean; lookup: typeof lookup }>();
  return (pointer: string) => {
    let found = known.get(pointer);
    if (!found) {
      const schema = get(own, pointer) as InterpretedSchema | boolean;
      // It finds schemas by itself, but not inside of arrays such as `parameters`.
      dereference(schema as InterpretedSchema, lookup, base, encodeURI(pointer.slice(1)));
      known.set(pointer, (found = { schema, lookup }));
    }
    return found;
  };
}

/**
 * A copy without examples, whose `id` properties the interpreter would take for schema identifiers.
 * Keys under `properties` and the like are names and no keywords.
 */
function schemasOnly(node: unknown, keysAreNames = false): unknown {
  if (Array.isArray(node)) return node.map((member) => schemasOnly(member));
  if (!isObject(node)) return node;
  const copy: JsonObject = {};
  for (const [key, value] of Object.entries(node)) {
    if (!keysAreNames && ["example", "examples"].includes(key)) continue;
    const literal = !keysAreNames && ["default", "const", "enum"].includes(key);
    copy[key] = literal ? value : schemasOnly(value, !keysAreNames && maps.has(key));
  }
  return copy;
}

const maps = new Set(["schemas", "properties", "patternProperties", "dependentSchemas", "$defs"]);
