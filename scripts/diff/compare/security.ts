import { stableJson } from "./canonical.js";
import type { Differences } from "./difference.js";
import { child, isObject, members, type Node, rootNode } from "./node.js";
import { endAt, type Operation } from "./operations.js";

/** Compares the ways to authenticate; the names of the security schemes do not matter. */
export function compareSecurity(old: Operation, next: Operation, found: Differences): void {
  const [before, after] = [readWays(old.security, old.node), readWays(next.security, next.node)];
  const ends = endsOf(old.security, next.security);
  if (before.has(anonymous) && !after.has(anonymous)) {
    found.add("authentication-required", "authentication became required", ends);
  } else if (!before.has(anonymous) && after.has(anonymous)) {
    found.add("authentication-dropped", "authentication became optional", ends);
  }
  for (const [way, name] of before) {
    if (way === anonymous || after.has(way)) continue;
    // Where nothing is asked for any more, whatever is sent does no harm.
    if (!after.has(anonymous)) found.add("security-removed", `security ${name} removed`, ends);
  }
  for (const [way, name] of after) {
    if (way === anonymous || before.has(way) || before.has(anonymous)) continue;
    found.add("security-added", `security ${name} added`, ends);
  }
}

const anonymous = "[]";

/** Each alternative as a text of what its schemes are, with a name for reports. */
function readWays(security: Node | undefined, { document }: Node): Map<string, string> {
  const list = Array.isArray(security?.value) ? security.value : [];
  if (list.length === 0) return new Map([[anonymous, "none"]]);
  return new Map(
    list.filter(isObject).map((alternative) => {
      const schemes = Object.entries(alternative).map(([name, scopes]) => {
        const scheme = child(rootNode(document), "components", "securitySchemes", name);
        // Both are words for people.
        const { description: _, bearerFormat: __, ...definition } = members(scheme);
        if (typeof definition.scheme === "string")
          definition.scheme = definition.scheme.toLowerCase();
        return stableJson([
          scheme ? definition : name,
          Array.isArray(scopes) ? [...scopes].sort() : [],
        ]);
      });
      return [stableJson(schemes.sort()), Object.keys(alternative).join(" and ") || "none"];
    }),
  );
}

export function compareServers(old: Operation, next: Operation, found: Differences): void {
  const [before, after] = [readUrls(old.servers), readUrls(next.servers)];
  if (before.join() === after.join()) return;
  const ends = endsOf(old.servers, next.servers);
  for (const url of before) {
    if (!after.includes(url)) found.add("server-removed", `server ${url} removed`, ends);
  }
  for (const url of after) {
    if (!before.includes(url)) found.add("server-added", `server ${url} added`, ends);
  }
  if (before[0] !== after[0]) {
    found.add(
      "default-server-changed",
      `first server changed from ${before[0]} to ${after[0]}`,
      ends,
    );
  }
}

function readUrls(servers: Node | undefined): string[] {
  const list =
    Array.isArray(servers?.value) && servers.value.length > 0 ? servers.value : [{ url: "/" }];
  return list.map((server) =>
    String(isObject(server) ? server.url : server).replace(/(.)\/$/, "$1"),
  );
}

/** What is missing has no place; the other end says where it stood or stands. */
function endsOf(old: Node | undefined, next: Node | undefined) {
  return { ...(old && { old: endAt(old) }), ...(next && { new: endAt(next) }) };
}
