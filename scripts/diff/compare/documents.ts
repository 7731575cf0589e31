import { compareAnnotations, compareDeprecated, compareWords } from "./annotations.js";
import { type Difference, Differences } from "./difference.js";
import { child, type JsonObject, members, type Node, rootNode } from "./node.js";
import { endAt, type Operation, readOperations } from "./operations.js";
import { compareParameters, compareRequestBodies } from "./requests.js";
import { compareResponses } from "./responses.js";
import { compareRest } from "./rest.js";
import { compareSecurity } from "./security.js";
import { compareServers } from "./servers.js";

/** Compares two OpenAPI documents by meaning; each difference stands once for each side. */
export function compareDocuments(oldDocument: JsonObject, newDocument: JsonObject): Difference[] {
  const all = new Differences();
  compareInfo(oldDocument, newDocument, all);
  const paths = [oldDocument, newDocument].map((document) => child(rootNode(document), "paths"));
  const found = paths[0] && paths[1] ? all.within(paths[0], paths[1]) : all;
  const [old, next] = [readOperations(oldDocument), readOperations(newDocument)];
  const moved = findMoved(old, next);
  for (const [key, before] of old) {
    const after = next.get(key) ?? moved.get(before);
    if (after) {
      const at = found.at("request", after.name).within(before.node, after.node);
      compareOperations(before, after, at);
    } else {
      const at = found.at("request", before.name);
      at.add("operation-removed", `operation ${before.label} removed`, { old: endAt(before.node) });
    }
  }
  const known = new Set(moved.values());
  for (const [key, after] of next) {
    if (old.has(key) || known.has(after)) continue;
    const at = found.at("request", after.name);
    at.add("operation-added", `operation ${after.label} added`, { new: endAt(after.node) });
  }
  compareWords(rootNode(oldDocument), rootNode(newDocument), found);
  return found.list();
}

function compareInfo(oldDocument: JsonObject, newDocument: JsonObject, found: Differences): void {
  const [old, next] = [rootNode(oldDocument), rootNode(newDocument)];
  compareAnnotations(old, next, found);
  for (const path of wordy(old)) {
    const [before, after] = [child(old, ...path), child(next, ...path)];
    if (before && after) compareAnnotations(before, after, found);
  }
  compareRest(old, next, ["webhooks"], found);
}

/** Where the document as a whole has words. */
function wordy(root: Node): (string | number)[][] {
  const names = Object.keys(members(child(root, "components", "securitySchemes")));
  const servers = Object.keys((child(root, "servers")?.value as unknown[]) ?? []);
  return [
    ["info"],
    ...names.map((name) => ["components", "securitySchemes", name]),
    ...servers.map((index) => ["servers", index]),
  ];
}

/** An operation that keeps its operationId and has another address has moved. */
function findMoved(old: Map<string, Operation>, next: Map<string, Operation>) {
  const moved = new Map<Operation, Operation>();
  for (const [key, before] of old) {
    if (next.has(key) || before.id === undefined) continue;
    const entry = [...next].find(([other, { id }]) => id === before.id && !old.has(other));
    if (entry) moved.set(before, entry[1]);
  }
  return moved;
}

function compareOperations(old: Operation, next: Operation, found: Differences): void {
  const ends = { old: endAt(old.node), new: endAt(next.node) };
  if (pathShape(old) !== pathShape(next)) {
    found.add("operation-moved", `moved from ${old.label} to ${next.label}`, ends);
  }
  if (old.id !== next.id) {
    const ids = { old: endAt(old.node, "operationId"), new: endAt(next.node, "operationId") };
    if (old.id === undefined) found.add("operation-id-added", `operationId ${next.id} added`, ids);
    else if (next.id === undefined) {
      found.add("operation-id-removed", `operationId ${old.id} removed`, ids);
    } else {
      found.add("operation-id-changed", `operationId changed from ${old.id} to ${next.id}`, ids);
    }
  }
  compareAnnotations(old.node, next.node, found);
  compareDeprecated(old.node, next.node, found);
  compareServers(old, next, found);
  compareSecurity(old, next, found);
  compareParameters(old, next, found);
  compareRequestBodies(
    child(old.node, "requestBody"),
    child(next.node, "requestBody"),
    { old: old.node, new: next.node },
    found,
  );
  compareResponses(
    child(old.node, "responses"),
    child(next.node, "responses"),
    found.at("response"),
  );
  compareRest(old.node, next.node, ["callbacks"], found);
}

const pathShape = ({ label }: Operation) =>
  label.replaceAll(/\{[^}]*\}/g, "{}").replace(/(.)\/$/, "$1");
