import type { ContractCase } from "../case.js";
import { isObject } from "../derive/schema.js";
import { readJson } from "../run/json.js";
import type { Resource } from "../../resources.js";

/** Makes every create name its own resource, and a dataset of the run's choice. */
export interface Adapter {
  /** A slug that nobody has had before. */
  nextSlug(): string;
  /** @param dataset left out: that of the document's example. */
  prepare(json: unknown, contractCase: ContractCase, dataset?: string): unknown;
}

/** @param prefix what all its slugs begin with: it tells a run's slugs from those of any other. */
export function createAdapter(resources: readonly Resource[], prefix: string): Adapter {
  let count = 0;
  const nextSlug = () => `${prefix}${++count}`;
  const prepare: Adapter["prepare"] = (json, contractCase, dataset) => {
    const inner = typeof json === "string" ? readJson(json) : undefined;
    // A server that reads JSON in a text would create what the text names.
    if (isObject(inner)) return JSON.stringify(prepare(inner, contractCase, dataset));
    const resource = resources.find(({ create }) => create === contractCase.operationId);
    const give = (named: unknown, property: string | undefined, text: () => string | undefined) =>
      property === undefined || isUnderTest(contractCase, property)
        ? named
        : rename(named, lastToken(property), text());
    const named = give(json, resource?.identity.request, nextSlug);
    return give(named, resource?.dataset?.request, () => dataset);
  };
  return { nextSlug, prepare };
}

/** Whether a case is about the very text of a property, so that no other text can stand for it. */
export function isUnderTest(
  { group, instancePath, request }: ContractCase,
  property: string,
): boolean {
  if (group !== "invalid" || instancePath !== property || !request.body) return false;
  const { content } = request.body;
  if (!("json" in content) || !isObject(content.json)) return false;
  return typeof content.json[lastToken(property)] === "string";
}

/** The value with every text at or under the properties of this name replaced, however deep they are. */
function rename(json: unknown, name: string, text: string | undefined): unknown {
  if (text === undefined || typeof json !== "object" || json === null) return json;
  if (Array.isArray(json)) return json.map((member) => rename(member, name, text));
  return Object.fromEntries(
    Object.entries(json).map(([key, value]) => [
      key,
      key === name ? replaceTexts(value, text) : rename(value, name, text),
    ]),
  );
}

function replaceTexts(value: unknown, text: string): unknown {
  if (typeof value === "string") return text;
  if (Array.isArray(value)) return value.map((member) => replaceTexts(member, text));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, replaceTexts(v, text)]));
}

function lastToken(pointer: string): string {
  return pointer.split("/").at(-1)!;
}
