import {
  child,
  children,
  isObject,
  members,
  type Node,
  type Operation,
} from "../../lib/document/index.js";
import { includes } from "../schema/values.js";
import { type Differences, endsAt } from "./difference.js";
import { compareOthers } from "./others.js";

export function compareServers(old: Operation, next: Operation, found: Differences): void {
  const [before, after] = [readServers(old.servers), readServers(next.servers)];
  const ends = endsAt(old.servers, next.servers);
  for (const [url, server] of before) {
    const other = after.get(url);
    if (!after.has(url)) found.add("server-removed", `server ${url} removed`, ends);
    else if (server && other) compareServer(server, other, found.within(server, other));
    else if (server ?? other) compareOthers(server, other, ["url", "variables"], found);
  }
  for (const url of after.keys()) {
    if (!before.has(url)) found.add("server-added", `server ${url} added`, ends);
  }
  const [[first], [second]] = [[...before.keys()], [...after.keys()]];
  if (first !== second) {
    const message = `first server changed from ${first} to ${second}`;
    found.add("default-server-changed", message, ends);
  }
}

/** Each server by its address with the defaults of its variables; without a list, the root. */
function readServers(servers: Node | undefined): Map<string, Node | undefined> {
  const list = children(servers).filter(({ value }) => isObject(value));
  if (list.length === 0) return new Map([["/", undefined]]);
  return new Map(list.map((server) => [addressOf(server), server]));
}

function addressOf(server: Node): string {
  const filled = String(members(server).url ?? "/").replaceAll(placeholder, (whole, name) =>
    String(members(child(server, "variables", name)).default ?? whole),
  );
  return filled.replace(/(.)\/$/, "$1");
}

const placeholder = /\{([^}]*)\}/g;

/** The same address by default; what else may stand in it is a matter of its variables. */
function compareServer(old: Node, next: Node, found: Differences): void {
  const [before, after] = [old, next].map(readVariables);
  for (const index of Array(Math.max(before!.length, after!.length)).keys()) {
    const [from, to] = [before![index], after![index]];
    compareValues(from, to, old, next, found);
    if (from && to) compareOthers(from, to, ["default", "enum"], found);
  }
  compareOthers(old, next, ["url", "variables"], found);
}

/** The variables in the order in which they stand in the address; their names do not matter. */
function readVariables(server: Node): Node[] {
  const names = [...String(members(server).url).matchAll(placeholder)].map(([, name]) => name!);
  return names.flatMap((name) => child(server, "variables", name) ?? []);
}

/** A variable without `enum` takes any value; where there is no variable, the address is fixed. */
function compareValues(
  from: Node | undefined,
  to: Node | undefined,
  old: Node,
  next: Node,
  found: Differences,
): void {
  const [before, after] = [valuesOf(from), valuesOf(to)];
  const ends = endsAt(from ?? old, to ?? next, "enum");
  const report = (rule: "server-variable-widened" | "server-variable-narrowed", what: string) =>
    found.add(rule, `server variable: ${what}`, ends);
  if (!before && !after) return;
  if (!before) report("server-variable-narrowed", "only listed values are served");
  else if (!after) report("server-variable-widened", "any value is served");
  else {
    for (const value of after.filter((one) => !includes(before, one)))
      report("server-variable-widened", `value ${JSON.stringify(value)} added`);
    for (const value of before.filter((one) => !includes(after, one)))
      report("server-variable-narrowed", `value ${JSON.stringify(value)} removed`);
  }
}

function valuesOf(variable: Node | undefined): unknown[] | undefined {
  if (!variable) return [];
  const list = members(variable).enum;
  return Array.isArray(list) ? list : undefined;
}
