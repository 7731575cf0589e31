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
import { append, get } from "./pointer.js";
import { type Sample, samples } from "./samples.js";
import { allowedTypes, child, type Located, type Schema } from "./schema.js";
import { unknownKeywords } from "./unsupported.js";
import { rulesToBreak, wrongValues } from "./wrong-values.js";

interface Parameter {
  name: string;
  in: string;
  required: boolean;
  pointer: string;
  schema: Located;
}

function parametersOf({ document, gap }: Context, operation: Operation): Parameter[] {
  return operation.parameterPointers.flatMap((pointer) => {
    const located = { schema: get(document, pointer) as Schema, pointer };
    const {
      name,
      in: where,
      required = false,
    } = located.schema as unknown as {
      name: string;
      in: string;
      required?: boolean;
    };
    const schema = child(located, "schema");
    const simple = schema && !["object", "array"].some((type) => has(document, schema, type));
    if (where === "cookie" || !schema || (!simple && where !== "path")) {
      const reason = "No cases are derived from a parameter of this kind, only from plain values.";
      gap({ pointer, reason });
      return [];
    }
    unknownKeywords(document, schema).forEach(gap);
    return [{ name, in: where, required, pointer, schema }];
  });
}

function has(document: Context["document"], schema: Located, type: string): boolean {
  const allowed = allowedTypes(document, schema);
  // A schema that says nothing of types takes any; in a URL that is a text.
  return allowed.size < 6 && allowed.has(type as never);
}

/** The texts of the parameters that every request of the operation needs, beside those in its path. */
export function requiredTexts(context: Context, operation: Operation): ParameterTexts {
  return Object.fromEntries(
    parametersOf(context, operation)
      .filter((parameter) => parameter.required && parameter.in !== "path")
      .map(({ name, schema }) => [name, text(typical(context, schema, [name]))]),
  );
}

/** Valid and invalid values of query and header parameters, and invalid ones of path parameters. */
export function* parameterCases(
  context: Context,
  operation: Operation,
  plain: unknown,
): Generator<ContractCase> {
  const others = requiredTexts(context, operation);
  const body = operation.body && { body: jsonBody(operation.body, plain) };
  for (const parameter of parametersOf(context, operation)) {
    const { name, pointer, schema } = parameter;
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
    });
    if (parameter.in !== "path") {
      for (const sample of samples(context, schema, [name])) {
        const texts = { ...others, [name]: text(sample.value) };
        yield toCase(true, sample.label, sample.pointer, texts);
      }
      if (parameter.required) {
        const { [name]: _, ...texts } = others;
        yield toCase(false, "missing", append(pointer, "required"), texts);
      }
    }
    yield* invalid(context, parameter, (sample) =>
      toCase(false, sample.label, sample.pointer, { ...others, [name]: text(sample.value) }),
    );
  }
}

function* invalid(
  context: Context,
  { name, schema }: Parameter,
  toCase: (sample: Sample) => ContractCase,
): Generator<ContractCase> {
  const valid = typical(context, schema, [name]);
  // In a URL there are only texts: where any text is right, no type can be wrong.
  const anyText = isRight(context, schema, "text");
  for (const pointer of rulesToBreak(context, schema)) {
    if (!anyText || !pointer.endsWith("/type")) context.expectBroken(pointer);
  }
  for (const sample of wrongValues(context, schema, { path: [name], valid, elsewhere: [] })) {
    if (typeof sample.value === "object" || text(sample.value) === "") continue;
    if (isRight(context, schema, text(sample.value))) continue;
    context.broken(sample.pointer);
    yield toCase(sample);
  }
}

/** Whether a text is right for a parameter in any way of reading it; both validators have to deny it. */
function isRight({ validators }: Context, schema: Located, value: string): boolean {
  const readings: unknown[] = [value];
  if (value.trim() !== "" && !Number.isNaN(Number(value))) readings.push(Number(value));
  if (value === "true" || value === "false") readings.push(value === "true");
  return readings.some(
    (reading) => validators.interpret(schema, reading) || validators.compile(schema, reading),
  );
}

function text(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
