import { stableJson } from "./canonical.js";
import type { Differences } from "./difference.js";
import { child, isObject, type JsonObject, members, type Node, rootNode } from "./node.js";
import { endsOf, type Operation } from "./operations.js";

/** Compares the ways to authenticate; the names of the security schemes do not matter. */
export function compareSecurity(old: Operation, next: Operation, found: Differences): void {
  const [before, after] = [readWays(old.security, old.node), readWays(next.security, next.node)];
  const ends = endsOf(old.security, next.security);
  if (before.has(anonymous) && !after.has(anonymous)) {
    found.add("authentication-required", "authentication became required", ends);
  } else if (!before.has(anonymous) && after.has(anonymous)) {
    found.add("authentication-dropped", "authentication became optional", ends);
  }
  // Whoever sends more than what is asked for is let in too.
  for (const [way, { name, asks }] of before) {
    if (way === anonymous || [...after.values()].some((other) => isWithin(other.asks, asks)))
      continue;
    found.add("security-removed", `security ${name} removed`, ends);
  }
  for (const [way, { name }] of after) {
    if (way === anonymous || before.has(way) || before.has(anonymous)) continue;
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
function readWays(security: Node | undefined, { document }: Node): Map<string, Way> {
  const list = Array.isArray(security?.value) ? security.value.filter(isObject) : [];
  return new Map(
    (list.length > 0 ? list : [{}]).map((alternative) => {
      const asks = new Set(
        Object.entries(alternative).flatMap(([name, scopes]) => asksOf(document, name, scopes)),
      );
      const name = Object.keys(alternative).join(" and ") || "none";
      return [stableJson([...asks].sort()), { name, asks }];
    }),
  );
}

function asksOf(document: JsonObject, name: string, scopes: unknown): string[] {
  const scheme = child(rootNode(document), "components", "securitySchemes", name);
  // Both are words for people.
  const { description: _, bearerFormat: __, ...definition } = members(scheme);
  if (typeof definition.scheme === "string") definition.scheme = definition.scheme.toLowerCase();
  const text = stableJson(scheme ? definition : name);
  return [text, ...(Array.isArray(scopes) ? scopes : []).map((scope) => `${text} ${scope}`)];
}

const isWithin = (some: Set<string>, all: Set<string>) => [...some].every((ask) => all.has(ask));
