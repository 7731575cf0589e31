import type { ContractCase } from "../case.js";
import { inputRefused } from "./body-cases.js";
import type { Context } from "./context.js";
import {
  jsonBody,
  type Operation,
  type ParameterTexts,
  refusal,
  request,
  success,
} from "./operation.js";
import { exampleValuesOf } from "./path-texts.js";
import { Place } from "./place.js";
import { append } from "../../../scripts/lib/document/index.js";
import { type Sample, samples, typical } from "./right-values.js";
import { at } from "./schema.js";
import { unknownKeywords } from "./unsupported.js";
import { rulesToBreak, wrongValues } from "./wrong-values.js";

/** A parameter of which cases can be derived. */
export interface Parameter {
  name: string;
  in: string;
  required: boolean;
  /** How an array is written. */
  style: string | undefined;
  pointer: string;
  place: Place;
  /** The place of an array's items; left out: a plain value. */
  items?: Place;
}

/** The parameters of an operation, those of which no cases can be derived as `undefined` and a gap. */
export function parametersOf(context: Context, operation: Operation): (Parameter | undefined)[] {
  return operation.parameterPointers.map((pointer, index) => {
    const parameter = operation.parameters[index]!;
    const { name, in: where, required = false, style } = parameter;
    const schema = at(context.document, append(pointer, "schema"));
    const place = schema && new Place(context, schema, exampleValuesOf(parameter));
    const items = place && where !== "path" ? plainItems(place) : undefined;
    if (!place || !["path", "query", "header"].includes(where) || !(isPlain(place) || items)) {
      context.gap({ pointer, reason: "No cases are derived from a parameter of this kind." });
      return undefined;
    }
    return { name, in: where, required, style, pointer, place, ...(items && { items }) };
  });
}

/** The texts of the parameters that every request of the operation needs, beside those in its path. */
export function requiredTexts(parameters: readonly Parameter[]): ParameterTexts {
  return Object.fromEntries(
    parameters
      .filter((parameter) => parameter.required && parameter.in !== "path")
      .map(({ name, place }) => [name, textOf(typical(place))]),
  );
}

/**
 * Valid and invalid values of query and header parameters, and invalid ones of path parameters.
 *
 * @param others the texts that every request needs.
 */
export function* parameterCases(
  operation: Operation,
  parameters: readonly Parameter[],
  others: ParameterTexts,
  plain: unknown,
): Generator<ContractCase> {
  for (const parameter of parameters) {
    const { name, pointer, place } = parameter;
    unknownKeywords(place).forEach(place.context.gap);
    const toCase = caseOf(operation, parameter, plain);
    if (parameter.in !== "path") {
      for (const sample of rightValues(parameter)) {
        yield toCase(true, sample, { ...others, [name]: textOf(sample.value) });
      }
      if (parameter.required) {
        const { [name]: missing, ...texts } = others;
        const sample = { label: "missing", value: missing, pointer: append(pointer, "required") };
        yield toCase(false, sample, texts);
      }
    }
    for (const sample of wrongTexts(parameter)) {
      yield toCase(false, sample, { ...others, [name]: textOf(sample.value) });
    }
  }
}

/** Why Prism cannot read an array, if so. */
function prismLimit(where: string, style: string | undefined): { mock?: string } {
  if (where === "header") return { mock: "Prism cannot read an array in a header." };
  if (style !== "spaceDelimited") return {};
  return { mock: "Prism looks for %20 in what it has decoded already." };
}

function caseOf(
  operation: Operation,
  { name, in: where, style, items }: Parameter,
  plain: unknown,
) {
  const body = operation.body && { body: jsonBody(operation.body, plain) };
  const refused = refusal(operation, where === "path" ? [...inputRefused, 404] : inputRefused);
  return (valid: boolean, { label, pointer }: Sample, texts: ParameterTexts): ContractCase => ({
    id: [operation.id, `${where} ${name}`, label].join(" / "),
    operationId: operation.id,
    group: valid ? "valid" : "invalid",
    pointer,
    instancePath: "",
    request: request(operation, { texts, ...body }),
    expect: valid ? success(operation) : refused,
    undecidableOn: {
      reference: "The reference server looks at no parameter.",
      ...(items && prismLimit(where, style)),
    },
  });
}

function* rightValues({ place, items }: Parameter): Generator<Sample> {
  for (const sample of samples(place)) if (canSend(sample.value)) yield sample;
  for (const sample of items ? samples(items) : []) {
    const value = withFirst(place, sample.value);
    if (canSend(value) && place.accepts(value)) {
      yield { ...sample, label: `item ${sample.label}`, value };
    }
  }
}

function* wrongTexts({ place, items }: Parameter): Generator<Sample> {
  const { context } = place;
  // In a URL there are only texts: where any text is right, no type can be wrong.
  const anyText = isRight(items ?? place, "text");
  for (const pointer of rulesToBreak(items ?? place)) {
    if (!anyText || !pointer.endsWith("/type")) context.expectBroken(pointer);
  }
  const candidates = [...wrongValues(place)];
  for (const sample of items ? wrongValues(items) : []) {
    candidates.push({ ...sample, value: withFirst(place, sample.value) });
  }
  for (const sample of candidates) {
    const { value } = sample;
    if (Array.isArray(value) !== (items !== undefined) || !canSend(value)) continue;
    if (isRight(place, textOf(value))) continue;
    context.broken(sample.pointer);
    yield sample;
  }
}

/** A right array with another item in the first place. */
function withFirst(place: Place, item: unknown): unknown[] {
  const value = typical(place);
  return [item, ...(Array.isArray(value) ? value.slice(1) : [])];
}

function textOf(value: unknown): string | string[] {
  if (Array.isArray(value)) return value.map((item) => String(textOf(item)));
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Whether a value can be told from others, and from none, in a URL or a header. */
function canSend(value: unknown): boolean {
  if (!Array.isArray(value)) return typeof value !== "object" && textOf(value) !== "";
  const texts = value.map((item) => String(textOf(item)));
  return (
    value.length > 0 &&
    value.every((item) => typeof item !== "object") &&
    texts.every((text) => text !== "" && !/[, |]/.test(text))
  );
}

/** Whether texts are right for a schema in any way of reading them; both validators have to deny it. */
function isRight(place: Place, sent: string | string[]): boolean {
  const texts = [sent].flat();
  const readings: unknown[][] = [texts];
  if (texts.every((text) => text.trim() !== "" && !Number.isNaN(Number(text)))) {
    readings.push(texts.map(Number));
  }
  if (texts.every((text) => ["true", "false"].includes(text))) {
    readings.push(texts.map((text) => text === "true"));
  }
  const { validators } = place.context;
  return readings
    .map((values) => (Array.isArray(sent) ? values : values[0]))
    .some((value) => place.accepts(value) || validators.compile(place.located, value));
}

/** The place of an array's items, if they are plain values. */
function plainItems({ types, items }: Place): Place | undefined {
  return types.size === 1 && types.has("array") && items && isPlain(items) ? items : undefined;
}

/** A schema that says nothing of types takes any; in a URL that is a text. */
function isPlain({ types }: Place): boolean {
  return types.size === 6 || !(types.has("object") || types.has("array"));
}
