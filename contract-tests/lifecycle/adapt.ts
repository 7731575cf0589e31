import type { ContractCase } from "../case.js";
import { isObject } from "../derive/schema.js";
import { resource, slugPrefix } from "../resource.js";

/** Makes every create name its own model and a chosen dataset. */
export interface Adapter {
  /** A slug that nobody has had before. */
  nextSlug(): string;
  /** Whether a slug comes from this run. */
  isOwn(slug: string): boolean;
  /** For `RunOptions.prepare`. */
  prepare(json: unknown, contractCase: ContractCase): unknown;
}

/**
 * @param runId tells this run's slugs from those of any other.
 * @param datasetFor the dataset that a case's create names; `undefined` keeps the document's example.
 */
export function createAdapter(
  runId: string,
  datasetFor: (contractCase: ContractCase) => string | undefined,
): Adapter {
  const own = `${slugPrefix}${runId}-`;
  let count = 0;
  const nextSlug = () => `${own}${++count}`;
  return {
    nextSlug,
    isOwn: (slug) => slug.startsWith(own),
    prepare(json, contractCase) {
      const slug = isUnderTest(contractCase, resource.identity.request) ? undefined : nextSlug();
      const dataset = isUnderTest(contractCase, resource.dataset.request)
        ? undefined
        : datasetFor(contractCase);
      return rename(
        rename(json, lastToken(resource.identity.request), slug),
        lastToken(resource.dataset.request),
        dataset,
      );
    },
  };
}

/** Whether a case is about the very text of a property, so that no other text can stand for it. */
function isUnderTest({ group, instancePath, request }: ContractCase, property: string): boolean {
  if (group !== "invalid" || instancePath !== property || !request.body) return false;
  const { content } = request.body;
  if (!("json" in content) || !isObject(content.json)) return false;
  return typeof content.json[lastToken(property)] === "string";
}

/** Why a case can not run where its model has to be found again, if so. */
export function ownSlugLimit(contractCase: ContractCase): string | undefined {
  return isUnderTest(contractCase, resource.identity.request)
    ? `It is about the text of the slug, which therefore cannot begin with ${slugPrefix}.`
    : undefined;
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
