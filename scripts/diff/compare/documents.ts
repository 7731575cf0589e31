import {
  child,
  children,
  type JsonObject,
  members,
  methods,
  type Node,
  type Operation,
  pathKey,
  readOperations,
  rootNode,
} from "../../lib/document/index.js";
import { methodName, propertyName } from "../../generate/resources.js";
import {
  compareAnnotation,
  compareAnnotations,
  compareDeprecated,
  compareWords,
} from "./annotations.js";
import { compareComponents } from "./components.js";
import { compareRequestBodies } from "./content.js";
import { type Difference, Differences, endAt, endsAt } from "./difference.js";
import { compareOthers } from "./others.js";
import { compareParameters } from "./parameters.js";
import { compareResponses } from "./responses.js";
import { compareSchemes, compareSecurity } from "./security.js";
import { compareServers } from "./servers.js";

/** Compares two OpenAPI documents by meaning; each difference stands once for each side. */
export function compareDocuments(oldDocument: JsonObject, newDocument: JsonObject): Difference[] {
  const all = new Differences();
  const [old, next] = [rootNode(oldDocument), rootNode(newDocument)];
  compareRoots(old, next, all);
  const paths = [child(old, "paths"), child(next, "paths")] as const;
  const found = paths[0] && paths[1] ? all.within(paths[0], paths[1]) : all;
  comparePathItems(paths[0], paths[1], found);
  compareAllOperations(readOperations(oldDocument, old), readOperations(newDocument, next), found);
  compareComponents(old, next, all);
  compareWords(old, next, found);
  return found.list();
}

/** Compares operations alone: what a document says beside them does not count. */
export function compareOperationLists(
  old: Map<string, Operation>,
  next: Map<string, Operation>,
): Difference[] {
  const all = new Differences();
  const place = { pointer: "#/paths" };
  compareAllOperations(old, next, all.within(place, place));
  return all.list();
}

function compareRoots(old: Node, next: Node, found: Differences): void {
  compareAnnotations(old, next, found);
  compareAnnotation("openapi", old, next, found);
  const [before, after] = [old, next].map((root) => [
    child(root, "info"),
    ...children(child(root, "servers")),
  ]);
  for (const [index, from] of before!.entries()) {
    const to = after![index];
    if (from && to) compareAnnotations(from, to, found);
  }
  compareOthers(child(old, "info"), child(next, "info"), ["version"], found);
  compareSchemes(old, next, found);
  compareDialects(old, next, found);
  compareOthers(
    old,
    next,
    ["jsonSchemaDialect", "openapi", "info", "servers", "security", "paths", "components"],
    found,
  );
}

/** Dialects that have the same keywords; the first is that of a document without one. */
const dialects = [
  "https://spec.openapis.org/oas/3.1/dialect/base",
  "https://json-schema.org/draft/2020-12/schema",
];

function compareDialects(old: Node, next: Node, found: Differences): void {
  const [before, after] = [old, next].map((root) => members(root).jsonSchemaDialect ?? dialects[0]);
  const known = [before, after].every((dialect) => dialects.includes(String(dialect)));
  if (before === after || known) return;
  const ends = endsAt(old, next, "jsonSchemaDialect");
  found.add("not-understood", "`jsonSchemaDialect` changed, which is not understood", ends);
}

/** What a path says beside its operations; what it says for them is compared with each. */
function comparePathItems(old: Node | undefined, next: Node | undefined, found: Differences): void {
  const paths = Object.keys({ ...members(old), ...members(next) }).filter((key) =>
    key.startsWith("/"),
  );
  compareOthers(old, next, paths, found);
  for (const path of paths) {
    const [before, after] = [child(old, path), child(next, path)];
    if (!before || !after) continue;
    compareAnnotations(before, after, found.within(before, after));
    compareOthers(before, after, [...methods, "parameters", "servers"], found);
  }
}

function compareAllOperations(
  old: Map<string, Operation>,
  next: Map<string, Operation>,
  found: Differences,
): void {
  const moved = findMoved(old, next);
  for (const [key, before] of old) {
    const after = next.get(key) ?? moved.get(before);
    if (after) {
      compareOperations(before, after, found.of(after.name).within(before.node, after.node));
    } else {
      const ends = { old: endAt(before.node) };
      const message = `operation ${before.label} removed`;
      found.of(before.name).add("operation-removed", message, ends);
    }
  }
  const known = new Set(moved.values());
  for (const [key, after] of next) {
    if (old.has(key) || known.has(after)) continue;
    const ends = { new: endAt(after.node) };
    found.of(after.name).add("operation-added", `operation ${after.label} added`, ends);
  }
}

/** An operation that has another address and keeps its operationId, or all but a slash, has moved. */
function findMoved(old: Map<string, Operation>, next: Map<string, Operation>) {
  const moved = new Map<Operation, Operation>();
  const gone = [...old].filter(([key]) => !next.has(key));
  const came = [...next].filter(([key]) => !old.has(key));
  for (const [key, before] of gone) {
    const entry =
      came.find(([, { id }]) => id !== undefined && id === before.id) ??
      came.find(([other]) => withoutSlash(other) === withoutSlash(key));
    if (entry) moved.set(before, entry[1]);
  }
  return moved;
}

const withoutSlash = (key: string) => key.replace(/(.)\/$/, "$1");

function compareOperations(old: Operation, next: Operation, found: Differences): void {
  if (pathKey(old.label) !== pathKey(next.label)) {
    const message = `moved from ${old.label} to ${next.label}`;
    found.add("operation-moved", message, endsAt(old.node, next.node));
  }
  compareIds(old, next, found);
  compareAnnotations(old.node, next.node, found);
  compareDeprecated(old.node, next.node, found);
  compareServers(old, next, found);
  compareSecurity(old, next, found);
  compareParameters(old, next, found);
  const [body, responses] = ["requestBody", "responses"].map(
    (key) => [child(old.node, key), child(next.node, key)] as const,
  );
  compareRequestBodies(...body!, { old: old.node, new: next.node }, found);
  compareResponses(...responses!, found.on("response"));
  compareOthers(old.node, next.node, comparedInOperations, found);
}

// prettier-ignore
const comparedInOperations = [
  "operationId", "deprecated", "servers", "security", "parameters", "requestBody", "responses",
];

function compareIds(old: Operation, next: Operation, found: Differences): void {
  if (old.id === next.id) return compareMethods(old, next, found);
  const ends = endsAt(old.node, next.node, "operationId");
  if (old.id === undefined) found.add("operation-id-added", `operationId ${next.id} added`, ends);
  else if (next.id === undefined) {
    found.add("operation-id-removed", `operationId ${old.id} removed`, ends);
  } else {
    found.add("operation-id-changed", `operationId changed from ${old.id} to ${next.id}`, ends);
  }
}

/** The first tag names the resource of the client on which the method stands. */
function compareMethods(old: Operation, next: Operation, found: Differences): void {
  const [before, after] = [methodOf(old), methodOf(next)];
  if (before === undefined || after === undefined || before === after) return;
  found.add(
    "method-renamed",
    `method ${before} renamed to ${after}`,
    endsAt(old.node, next.node, "tags"),
  );
}

function methodOf({ id, node }: Operation): string | undefined {
  const [tag] = [child(node, "tags")?.value].flat();
  if (id === undefined || typeof tag !== "string") return undefined;
  return `${propertyName(tag)}.${methodName(id, tag)}`;
}
