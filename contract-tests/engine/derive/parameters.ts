import { typical } from "./build.js";
import { type Context, viewOf } from "./context.js";
import type { Operation, ParameterTexts } from "./operation.js";
import { exampleValuesOf } from "./path-texts.js";
import { get } from "../../../scripts/lib/document/index.js";
import { allowedTypes, child, type Located, type Schema } from "./schema.js";

/** A parameter of which cases can be derived. */
export interface Parameter {
  name: string;
  in: string;
  required: boolean;
  pointer: string;
  schema: Located;
  /** The schema of an array's items; left out: a plain value. */
  items?: Located;
  /** The context with this parameter's examples instead of the body's. */
  context: Context;
}

/** The parameters of an operation, those of which no cases can be derived as `undefined` and a gap. */
export function parametersOf(context: Context, operation: Operation): (Parameter | undefined)[] {
  return operation.parameterPointers.map((pointer, index) => {
    const parameter = operation.parameters[index]!;
    const { name, in: where, required = false } = parameter;
    const schema = child({ schema: get(context.document, pointer) as Schema, pointer }, "schema");
    const plain = schema && isPlain(context, schema);
    const items = schema && !plain && where !== "path" ? plainItems(context, schema) : undefined;
    if (!schema || !["path", "query", "header"].includes(where) || !(plain || items)) {
      context.gap({ pointer, reason: "No cases are derived from a parameter of this kind." });
      return undefined;
    }
    const examples = exampleValuesOf(parameter).map((value) => ({ [name]: value }));
    const own = { ...context, examples };
    return { name, in: where, required, pointer, schema, context: own, ...(items && { items }) };
  });
}

/** The texts of the parameters that every request of the operation needs, beside those in its path. */
export function requiredTexts(parameters: readonly Parameter[]): ParameterTexts {
  return Object.fromEntries(
    parameters
      .filter((parameter) => parameter.required && parameter.in !== "path")
      .map(({ name, schema, context }) => [name, textOf(typical(context, schema, [name]))]),
  );
}

export function textOf(value: unknown): string | string[] {
  if (Array.isArray(value)) return value.map((item) => String(textOf(item)));
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** The schema of an array's items, if they are plain values. */
function plainItems(context: Context, schema: Located): Located | undefined {
  const types = allowedTypes(context.document, schema);
  const { items } = viewOf(context, schema);
  return types.size === 1 && types.has("array") && items && isPlain(context, items)
    ? items
    : undefined;
}

/** A schema that says nothing of types takes any; in a URL that is a text. */
function isPlain({ document }: Context, schema: Located): boolean {
  const types = allowedTypes(document, schema);
  return types.size === 6 || !(types.has("object") || types.has("array"));
}
