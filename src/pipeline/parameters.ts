import { serializeParameter } from "../http/parameters.js";
import type { ValidationIssue } from "../validation/schema.js";
import { validate } from "../validation/validate.js";
import type { Operation, Parameter } from "./operation.js";
import { withoutUndefined } from "./without-undefined.js";

/** Values of parameters by name, as the caller gave them. */
export interface ParameterValues {
  path?: Record<string, unknown>;
  query?: Record<string, unknown>;
  header?: Record<string, unknown>;
}

/** Parameters as text, where they go. */
export interface PlacedParameters {
  /** The path template, filled in. */
  path: string;
  query: string;
  headers: Record<string, string>;
}

/** Checks parameters and makes text of them; adds what is wrong to `issues`. */
export function placeParameters(
  operation: Operation,
  values: ParameterValues,
  issues: ValidationIssue[],
): PlacedParameters {
  const query: string[] = [];
  const placed: PlacedParameters = { path: operation.path, query: "", headers: {} };
  for (const parameter of operation.parameters) {
    const { name } = parameter;
    const text = textOf(parameter, withoutUndefined(valueOf(parameter, values)), issues);
    if (text === undefined) continue;
    if (parameter.in === "path") placed.path = placed.path.replace(`{${name}}`, () => text);
    else if (parameter.in === "header") placed.headers[name] = text;
    else if (text) query.push(text);
  }
  placed.query = query.join("&");
  for (const name in values.query) {
    if (values.query[name] === undefined || isDeclared(operation, "query", name)) continue;
    issues.push({ pointer: `/query/${name}`, message: "is not a parameter of this operation" });
  }
  return placed;
}

/** Whether a name is that of a parameter in the query or, in whatever case, in the headers. */
export function isDeclared({ parameters }: Operation, place: string, name: string): boolean {
  return parameters.some((parameter) => parameter.in === place && isNamed(parameter, name));
}

function isNamed({ name, in: place }: Parameter, given: string): boolean {
  return place === "header" ? name.toLowerCase() === given.toLowerCase() : name === given;
}

function valueOf(parameter: Parameter, values: ParameterValues): unknown {
  const given = values[parameter.in as keyof ParameterValues] ?? {};
  const name = Object.keys(given).find((key) => isNamed(parameter, key));
  return name && given[name];
}

function textOf(
  parameter: Parameter,
  value: unknown,
  issues: ValidationIssue[],
): string | undefined {
  const { name, in: place, required, schema } = parameter;
  const pointer = `${{ path: "", query: "/query", header: "/headers" }[place]}/${name}`;
  if (value === undefined) {
    if (required) issues.push({ pointer, message: "is required" });
    return undefined;
  }
  const found = validate(schema, value);
  for (const issue of found) {
    issues.push({ pointer: pointer + issue.pointer, message: issue.message });
  }
  if (found.length > 0) return undefined;
  try {
    const text = serializeParameter(parameter, value);
    // Such a segment would reach another resource.
    if (place !== "path" || (text && !/^\.{1,2}$/.test(text))) return text;
  } catch {
    // Not well-formed Unicode.
  }
  issues.push({ pointer, message: "must be well-formed text, not empty and not `.` or `..`" });
  return undefined;
}
