import type { ContractCase } from "../case.js";
import { inputRefused } from "./body-cases.js";
import { typical } from "./build.js";
import type { Context } from "./context.js";
import {
  jsonBody,
  type Operation,
  type ParameterTexts,
  refusal,
  request,
  success,
} from "./operation.js";
import { type Parameter, textOf } from "./parameters.js";
import { append } from "../../../scripts/lib/document/index.js";
import { type Sample, samples } from "./samples.js";
import type { Located } from "./schema.js";
import { unknownKeywords } from "./unsupported.js";
import { rulesToBreak, wrongValues } from "./wrong-values.js";

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
  const body = operation.body && { body: jsonBody(operation.body, plain) };
  for (const parameter of parameters) {
    const { name, pointer, schema, items, context } = parameter;
    unknownKeywords(context.document, schema).forEach(context.gap);
    const toCase = (valid: boolean, label: string, rule: string, texts: ParameterTexts) => ({
      id: [operation.id, `${parameter.in} ${name}`, label].join(" / "),
      operationId: operation.id,
      group: valid ? ("valid" as const) : ("invalid" as const),
      pointer: rule,
      instancePath: "",
      request: request(operation, { texts, ...body }),
      expect: valid
        ? success(operation)
        : refusal(operation, parameter.in === "path" ? [...inputRefused, 404] : inputRefused),
      undecidableOn: {
        reference: "The reference server looks at no parameter.",
        ...(items &&
          parameter.in === "header" && { mock: "Prism cannot read an array in a header." }),
      },
    });
    if (parameter.in !== "path") {
      for (const sample of validValues(parameter)) {
        const texts = { ...others, [name]: textOf(sample.value) };
        yield toCase(true, sample.label, sample.pointer, texts);
      }
      if (parameter.required) {
        const { [name]: _, ...texts } = others;
        yield toCase(false, "missing", append(pointer, "required"), texts);
      }
    }
    for (const sample of invalidValues(parameter)) {
      const texts = { ...others, [name]: textOf(sample.value) };
      yield toCase(false, sample.label, sample.pointer, texts);
    }
  }
}

function* validValues({ name, schema, items, context }: Parameter): Generator<Sample> {
  for (const sample of samples(context, schema, [name])) if (canSend(sample.value)) yield sample;
  if (!items) return;
  for (const sample of samples(context, items, [name, "*"])) {
    const value = withFirst(context, schema, name, sample.value);
    const right = canSend(value) && context.validators.interpret(schema, value);
    if (right) yield { ...sample, label: `item ${sample.label}`, value };
  }
}

function* invalidValues({ name, schema, items, context }: Parameter): Generator<Sample> {
  // In a URL there are only texts: where any text is right, no type can be wrong.
  const anyText = isRight(context, items ?? schema, "text");
  for (const pointer of rulesToBreak(context, items ?? schema)) {
    if (!anyText || !pointer.endsWith("/type")) context.expectBroken(pointer);
  }
  const wrongOf = (located: Located, path: string[]) =>
    wrongValues(context, located, { path, valid: typical(context, located, path), elsewhere: [] });
  const candidates = [...wrongOf(schema, [name])];
  for (const sample of items ? wrongOf(items, [name, "*"]) : []) {
    candidates.push({ ...sample, value: withFirst(context, schema, name, sample.value) });
  }
  for (const sample of candidates) {
    const { value } = sample;
    if (Array.isArray(value) !== (items !== undefined) || !canSend(value)) continue;
    if (isRight(context, schema, textOf(value))) continue;
    context.broken(sample.pointer);
    yield sample;
  }
}

/** A right array with another item in the first place. */
function withFirst(context: Context, schema: Located, name: string, item: unknown): unknown[] {
  const value = typical(context, schema, [name]);
  return [item, ...(Array.isArray(value) ? value.slice(1) : [])];
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
function isRight({ validators }: Context, schema: Located, sent: string | string[]): boolean {
  const texts = [sent].flat();
  const readings: unknown[][] = [texts];
  if (texts.every((text) => text.trim() !== "" && !Number.isNaN(Number(text)))) {
    readings.push(texts.map(Number));
  }
  if (texts.every((text) => ["true", "false"].includes(text))) {
    readings.push(texts.map((text) => text === "true"));
  }
  return readings
    .map((values) => (Array.isArray(sent) ? values : values[0]))
    .some((value) => validators.interpret(schema, value) || validators.compile(schema, value));
}
