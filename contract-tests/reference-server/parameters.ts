import type { ValidateFunction } from "ajv";
import type { Ajv2020 } from "ajv/dist/2020.js";
import { append, type ParameterObject } from "../../scripts/lib/document/index.js";
import { type Operation } from "../engine/derive/operation.js";
import { compileAt } from "../engine/judge/ajv.js";

/** Where a request has its parameters. */
export interface ParameterSource {
  /** The texts in its path, in order. */
  texts: readonly string[];
  query: URLSearchParams;
  headers: Readonly<Record<string, string | undefined>>;
}

/** What is wrong with the parameters of a request; nothing, if they are right. */
export type CheckParameters = (source: ParameterSource) => { message: string; path: string }[];

const delimiters: Record<string, string> = { spaceDelimited: " ", pipeDelimited: "|" };

export function parameterCheck(ajv: Ajv2020, operation: Operation): CheckParameters {
  const inPath = [...operation.path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name!);
  const checks = operation.parameters.flatMap((parameter, index) => {
    if (!("schema" in parameter) || parameter.in === "cookie") return [];
    const pointer = append(operation.parameterPointers[index]!, "schema");
    return [{ parameter, validate: compileAt(ajv, pointer) }];
  });
  return (source) =>
    checks.flatMap(({ parameter, validate }) => {
      const sent = textsOf(parameter, inPath, source);
      const right = sent.length === 0 ? !parameter.required : isRight(parameter, sent, validate);
      return right ? [] : [{ message: "Invalid", path: `/${parameter.name}` }];
    });
}

function textsOf(
  { name, in: where }: ParameterObject,
  inPath: readonly string[],
  { texts, query, headers }: ParameterSource,
): string[] {
  if (where === "query") return query.getAll(name);
  const text = where === "path" ? texts[inPath.indexOf(name)] : headers[name.toLowerCase()];
  return text === undefined ? [] : [text];
}

/** Whether texts are right in any way of reading them. */
function isRight(
  { in: where, style, explode }: ParameterObject,
  sent: readonly string[],
  validate: ValidateFunction,
): boolean {
  const whole = where === "query" && (explode ?? (style ?? "form") === "form");
  const items = whole ? sent : sent.flatMap((text) => text.split(delimiters[style ?? ""] ?? ","));
  const [first] = sent;
  const single = sent.length === 1 ? readings([first!]).map(([value]) => value) : [];
  return [...single, ...readings(items)].some((value) => validate(value));
}

/** The texts themselves, and the numbers or booleans that they may stand for. */
function readings(texts: readonly string[]): unknown[][] {
  const found: unknown[][] = [[...texts]];
  if (texts.every((text) => text.trim() !== "" && !Number.isNaN(Number(text)))) {
    found.push(texts.map(Number));
  }
  if (texts.every((text) => ["true", "false"].includes(text))) {
    found.push(texts.map((text) => text === "true"));
  }
  return found;
}
