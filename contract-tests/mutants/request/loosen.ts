import { formats, limitKeywords } from "../../engine/derive/limits.js";
import { isObject, jsonTypes, list, type Schema } from "../../engine/derive/schema.js";
import { type Edit, or, without } from "./edit.js";
import {
  discriminatorName,
  literals,
  objectBranches,
  type SchemaPlace,
  takesAnyText,
  typesAt,
} from "./places.js";

/** Every way in which a place can take more than the document allows. */
export function* loosened(place: SchemaPlace): Generator<Edit> {
  if (!place.isBranch) {
    yield* otherTypes(place.schema);
    yield* otherTexts(place.schema);
  }
  yield* objectRules(place);
  yield* conditions(place.schema);
  for (const keyword of limitKeywords) {
    // Of a number's format no case knows more than its type says, nor what is wrong in an unusual one.
    const isLimit =
      keyword !== "format" ||
      (typesAt(place.schema).has("string") && String(place.schema.format) in formats);
    if (keyword in place.schema && isLimit) {
      yield { name: `${keyword} dropped`, schema: without(place.schema, keyword) };
    }
  }
}

function* otherTypes(schema: Schema): Generator<Edit> {
  const allowed = typesAt(schema);
  for (const type of jsonTypes) {
    if (!allowed.has(type)) yield { name: `takes ${type}`, schema: or(schema, { type }) };
  }
  if (allowed.has("number") && !takesAnyText(schema)) {
    const numeric = { type: "string", pattern: "^-?[0-9]+(\\.[0-9]+)?$" };
    yield { name: "takes numeric strings", schema: or(schema, numeric) };
  }
  if (allowed.has("boolean")) {
    yield { name: "takes boolean strings", schema: or(schema, { enum: ["true", "false"] }) };
    yield { name: "takes 0 and 1", schema: or(schema, { enum: [0, 1] }) };
  }
}

function* otherTexts(schema: Schema): Generator<Edit> {
  const texts = literals(schema).filter((value) => typeof value === "string");
  if (texts.length === 0 || takesAnyText(schema)) return;
  yield { name: "takes any string", schema: or(schema, { type: "string" }) };
  yield { name: "takes the empty string", schema: or(schema, { const: "" }) };
  const cases = texts.flatMap((text) => [text.toUpperCase(), text.toLowerCase()]);
  const others = cases.filter((text) => !texts.includes(text));
  yield { name: "ignores case", schema: or(schema, { enum: [...new Set(others)] }) };
}

function* objectRules({ schema, siblings }: SchemaPlace): Generator<Edit> {
  const properties = (schema.properties ?? {}) as Schema;
  for (const name of list(schema.required) as string[]) {
    const required = (schema.required as string[]).filter((other) => other !== name);
    yield {
      name: `${name} not required`,
      schema: { ...schema, required },
      texts: [name],
      anyBranch: "const" in ((properties[name] ?? {}) as Schema),
    };
  }
  if (schema.additionalProperties === false) {
    yield { name: "opened", schema: without(schema, "additionalProperties") };
    const foreign = new Map(
      siblings.flatMap((sibling) => Object.entries((sibling.properties ?? {}) as Schema)),
    );
    for (const [name, property] of foreign) {
      if (name in properties) continue;
      const open = { ...schema, properties: { ...properties, [name]: property } };
      yield { name: `takes another branch's ${name}`, schema: open, texts: [name] };
    }
  }
  const branches = objectBranches(schema);
  if (branches.length > 1) {
    // What its branches forbid is then accepted, so the cases are those of the branches.
    const open = or(schema, { type: "object" });
    const name = discriminatorName(schema);
    yield { name: "takes any object", schema: open, ...(name && { inRequest: name }) };
  }
}

/** Rules across properties: left out, or with a gap. */
function* conditions(schema: Schema): Generator<Edit> {
  if (!isObject(schema.if)) return;
  yield { name: "rule across properties dropped", schema: without(schema, "if", "then", "else") };
  for (const keyword of ["then", "else"]) {
    const asked = schema[keyword];
    if (!isObject(asked)) continue;
    for (const part of ["required", "properties"]) {
      if (!(part in asked)) continue;
      const name = `rule across properties without its ${part}`;
      yield { name, schema: { ...schema, [keyword]: without(asked, part) } };
    }
  }
  for (const name of Object.keys((schema.if.properties ?? {}) as Schema)) {
    const trigger = ((schema.properties ?? {}) as Schema)[name];
    if (!isObject(trigger)) continue;
    for (const inner of Object.keys((trigger.properties ?? {}) as Schema)) {
      const only = { properties: { [name]: { required: [inner], maxProperties: 1 } } };
      yield {
        name: `rule across properties not for ${name}.${inner} alone`,
        schema: { ...schema, if: { allOf: [schema.if, { not: only }] } },
        texts: [inner],
      };
    }
  }
}
