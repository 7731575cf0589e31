import type { Differences } from "./difference.js";
import { child, members, type Node } from "./node.js";
import { endsOf, type Operation } from "./operations.js";

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

/** The address of each server, with the defaults of its variables. */
function readUrls(servers: Node | undefined): string[] {
  const list =
    Array.isArray(servers?.value) && servers.value.length > 0 ? servers.value : [{ url: "/" }];
  return list.map((_, index) => {
    const server = child(servers, index);
    const { url = "/" } = members(server) as { url?: string };
    const filled = url.replaceAll(/\{([^}]*)\}/g, (whole, name) =>
      String(members(child(server, "variables", name)).default ?? whole),
    );
    return filled.replace(/(.)\/$/, "$1");
  });
}
