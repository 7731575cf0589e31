import {
  child,
  entries,
  isObject,
  type JsonObject,
  members,
  type Node,
  type Operation,
  rootNode,
} from "../../lib/document/index.js";
import { isWord } from "../schema/keywords.js";
import { sideBySide, stableJson } from "../schema/values.js";
import { compareAnnotations } from "./annotations.js";
import { type Differences, endsAt } from "./difference.js";

/** Compares the ways to authenticate; the names of the security schemes do not matter. */
export function compareSecurity(old: Operation, next: Operation, found: Differences): void {
  const [before, after] = [readWays(old), readWays(next)];
  const ends = endsAt(old.security, next.security);
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
  const [before, after] = [old, next].map((root) =>
    entries(child(root, "components", "securitySchemes")),
  );
  for (const [name, from] of before!) {
    const to = after!.get(name);
    if (!to) continue;
    compareAnnotations(from, to, found);
    for (const [flow, was] of entries(child(from, "flows"))) {
      compareScopes(child(was, "scopes"), child(to, "flows", flow, "scopes"), found);
    }
  }
}

function compareScopes(old: Node | undefined, next: Node | undefined, found: Differences): void {
  for (const [scope, before, after] of sideBySide(entries(old), entries(next))) {
    const ends = endsAt(before, after);
    if (!before) found.add("scope-added", `scope ${scope} added`, ends);
    else if (!after) found.add("scope-removed", `scope ${scope} removed`, ends);
    else if (before.value !== after.value) {
      const message = `scope ${scope} described differently`;
      found.add("documentation-changed", message, ends, "documentation");
    }
  }
}
