import type { LocatedOperation } from "../lib/document/index.js";
import { wordsOf } from "./names.js";
import { isReserved } from "./reserved.js";
import { Unsupported } from "./unsupported.js";

/** A method of the client and its operation. */
export interface Method {
  name: string;
  located: LocatedOperation;
}

/** The methods of one resource, which is a tag of the document. */
export interface ResourceMethods {
  tag: string;
  /** Its property on the client, such as `fineTuningJobs`. */
  property: string;
  /** Its interface, such as `FineTuningJobsResource`. */
  type: string;
  methods: Method[];
}

/** What the hand-written part of the client adds to a resource. */
const taken = new Set([
  "withResponse",
  "waitUntilDeployed",
  "createAndWait",
  "constructor",
  "then",
]);

/** What `generated/client.ts` means by a name itself; with `then`, a client would be a promise. */
const takenProperties = new Set(["rows", "resources", "defaultBaseUrl", "then"]);

/**
 * Puts each operation on the resource that its first tag names.
 *
 * @throws Unsupported for an operation without tag, or whose name or tag cannot be one in the client.
 */
export function groupByResource(operations: LocatedOperation[]): ResourceMethods[] {
  const resources = new Map<string, ResourceMethods>();
  for (const located of operations) {
    const { operation, pointer } = located;
    const [tag] = operation.tags ?? [];
    if (tag === undefined) {
      throw new Unsupported(
        pointer,
        `${operation.operationId} has no tag: name the resource that it stands on.`,
      );
    }
    const property = propertyName(tag);
    if (
      !/^[a-z]/.test(property) ||
      /[^\0-\x7f]/.test(tag) ||
      isReserved(property) ||
      takenProperties.has(property)
    ) {
      throw new Unsupported(
        `${pointer}/tags/0`,
        `The tag "${tag}" cannot be the name of a resource of the client. Give it another name, in English letters; x-displayName says what the docs call it.`,
      );
    }
    const resource = resources.get(property) ?? {
      tag,
      property,
      type: `${capitalize(property)}Resource`,
      methods: [],
    };
    const name = methodName(operation.operationId, tag);
    const other = resource.methods.find((method) => method.name === name);
    if (other || taken.has(name)) {
      throw new Unsupported(
        `${pointer}/operationId`,
        `${operation.operationId} would be the method ${property}.${name}, which ${other?.located.operation.operationId ?? "the client"} is already. Give it another operationId.`,
      );
    }
    resource.methods.push({ name, located });
    resources.set(property, resource);
  }
  return [...resources.values()];
}

/**
 * The verb of the `operationId`, and what it says beyond the resource: `createModel` → `create`,
 * `createDatasetEntries` with the tag `datasets` → `createEntries`.
 */
export function methodName(operationId: string, tag: string): string {
  const [verb = operationId, ...nouns] = wordsOf(operationId);
  const resource = wordsOf(tag).map(stem);
  const isResource = resource.every((word, index) => stem(nouns[index] ?? "") === word);
  return camelCase([verb, ...(isResource ? nouns.slice(resource.length) : nouns)]);
}

/** The property of the client that a tag becomes: `fine-tuning jobs` → `fineTuningJobs`. */
export function propertyName(tag: string): string {
  return camelCase(wordsOf(tag));
}

/** Singular and lower case, near enough to compare words. */
function stem(word: string): string {
  return word
    .toLowerCase()
    .replace(/ies$/, "y")
    .replace(/(ch|sh|s|x|z)es$/, "$1")
    .replace(/(?<!s)s$/, "");
}

function camelCase(words: string[]): string {
  const [first = "", ...rest] = words.map((word) => word.toLowerCase());
  return first + rest.map(capitalize).join("");
}

function capitalize(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
