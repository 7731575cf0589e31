import {
  child,
  isObject,
  type JsonObject,
  members,
  type Node,
  type Operation,
  rootNode,
} from "../../lib/document/index.js";
import { isWord } from "../schema/keywords.js";
import { stableJson } from "../schema/values.js";
import { compareAnnotations } from "./annotations.js";
import { type Differences, endsOf } from "./difference.js";

/** Compares the ways to authenticate; the names of the security schemes do not matter. */
export function compareSecurity(old: Operation, next: Operation, found: Differences): void {
  const [before, after] = [readWays(old), readWays(next)];
  const ends = endsOf(old.security, next.security);
  const [wasOpen, isOpen] = [before.has(anonymous), after.has(anonymous)];
  if (wasOpen && !isOpen)
    found.add("authentication-required", "authentication became required", ends);
  if (!wasOpen && isOpen)
    found.add("authentication-dropped", "authentication became optional", ends);
  // Whoever sends more than what is asked for is let in too.
  for (const [way, { name, asks }] of before) {
    const isIn = [...after.values()].some((other) => [...other.asks].every((ask) => asks.has(ask)));
    if (way !== anonymous && !isIn) found.add("security-removed", `security ${name} removed`, ends);
  }
  for (const [way, { name }] of after) {
    if (way === anonymous || before.has(way) || wasOpen) continue;
    found.add("security-added", `security ${name} added`, ends);
  }
}

const anonymous = "[]";

/** What one way to authenticate asks for: its schemes and their scopes. */
interface Way {
  /** For reports. */
  name: string;
  asks: Set<string>;
}

/** Each alternative by a text of what its schemes are. */
function readWays({ security, node }: Operation): Map<string, Way> {
  const list = Array.isArray(security?.value) ? security.value.filter(isObject) : [];
  return new Map(
    (list.length > 0 ? list : [{}]).map((alternative) => {
      const asks = new Set(
        Object.entries(alternative).flatMap(([name, scopes]) =>
          asksOf(node.document, name, scopes),
        ),
      );
      const name = Object.keys(alternative).join(" and ") || "none";
      return [stableJson([...asks].sort()), { name, asks }];
    }),
  );
}

function asksOf(document: JsonObject, name: string, scopes: unknown): string[] {
  const scheme = child(rootNode(document), "components", "securitySchemes", name);
  const text = scheme ? definitionOf(scheme) : name;
  return [text, ...(Array.isArray(scopes) ? scopes : []).map((scope) => `${text} ${scope}`)];
}

/** What a scheme is: all but words, the case of its name, and the scopes that it offers. */
function definitionOf(scheme: Node): string {
  const definition = Object.fromEntries(
    Object.entries(members(scheme)).filter(([key]) => !isWord(key)),
  );
  if (typeof definition.scheme === "string") definition.scheme = definition.scheme.toLowerCase();
  if (definition.in === "header") definition.name = String(definition.name).toLowerCase();
  if (isObject(definition.flows)) {
    definition.flows = Object.fromEntries(
      Object.entries(definition.flows)
        .filter(([name]) => !isWord(name))
        .map(([name, flow]) => [name, isObject(flow) ? { ...flow, scopes: undefined } : flow]),
    );
  }
  return stableJson(definition);
}

/** Compares the words of the schemes and the scopes that they offer. */
export function compareSchemes(old: Node, next: Node, found: Differences): void {
  const [before, after] = [old, next].map((root) => child(root, "components", "securitySchemes"));
  for (const name of Object.keys(members(before))) {
    const [from, to] = [child(before, name)!, child(after, name)];
    if (!to) continue;
    compareAnnotations(from, to, found);
    for (const flow of Object.keys(members(child(from, "flows")))) {
      const [was, is] = [child(from, "flows", flow, "scopes"), child(to, "flows", flow, "scopes")];
      compareScopes(was, is, found);
    }
  }
}

function compareScopes(old: Node | undefined, next: Node | undefined, found: Differences): void {
  const [before, after] = [members(old), members(next)];
  for (const scope of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const ends = endsOf(child(old, scope), child(next, scope));
    if (!(scope in before)) found.add("scope-added", `scope ${scope} added`, ends);
    else if (!(scope in after)) found.add("scope-removed", `scope ${scope} removed`, ends);
    else if (before[scope] !== after[scope]) {
      found.add(
        "documentation-changed",
        `scope ${scope} described differently`,
        ends,
        "documentation",
      );
    }
  }
}
