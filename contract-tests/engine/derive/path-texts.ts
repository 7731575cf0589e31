import type { ParameterObject } from "../../../scripts/lib/document/index.js";
import { unknownSlug } from "../../resources.js";
import { isObject, type Schema } from "./schema.js";
import { formats } from "./limits.js";

type WithValues = ParameterObject & { example?: unknown; schema?: Schema };

/** The values that the document shows of a parameter. */
export function exampleValuesOf(parameter: ParameterObject): unknown[] {
  const { example, examples, schema } = parameter as WithValues;
  const named = Object.values(examples ?? {}).map(({ value }) => value);
  const ofSchema = [schema?.example, ...((schema?.examples as unknown[] | undefined) ?? [])];
  return [example, ...named, ...ofSchema].filter((value) => value !== undefined);
}

/**
 * The text of a path parameter: the document's example, or else one of its schema's kind.
 *
 * @param schema the parameter's, references followed.
 * @returns undefined where the schema asks for a text that only an example can show.
 */
export function existingText(parameter: ParameterObject, schema: Schema): string | undefined {
  const [example] = exampleValuesOf(parameter);
  const shown = example ?? schema.const ?? (schema.enum as unknown[] | undefined)?.[0];
  if (shown !== undefined) return isObject(shown) ? undefined : String(shown);
  return unknownText(schema);
}

/** The text of a path parameter that names nothing on any server, as far as its schema allows one. */
export function unknownText(schema: Schema): string | undefined {
  const { type, format, minimum = 1, maximum, multipleOf = 1, maxLength, pattern } = schema;
  const kinds = [type].flat();
  if (kinds.includes("integer") || kinds.includes("number")) {
    const largest = Number(maximum ?? Math.max(Number(minimum), 999_999_999));
    return String(Math.floor(largest / Number(multipleOf)) * Number(multipleOf));
  }
  if ("const" in schema || "enum" in schema || pattern !== undefined) return undefined;
  if (kinds.includes("boolean") || kinds.includes("array") || kinds.includes("object")) {
    return undefined;
  }
  if (format === "uuid") return "00000000-0000-4000-8000-000000000000";
  const text = format === undefined ? unknownSlug : (formats[String(format)]?.[0] ?? unknownSlug);
  return maxLength === undefined ? text : text.slice(-Number(maxLength));
}
