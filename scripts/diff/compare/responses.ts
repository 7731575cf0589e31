import { child, entries, type Node } from "../../lib/document/index.js";
import { sideBySide } from "../schema/values.js";
import { compareAnnotations } from "./annotations.js";
import { compareContent } from "./content.js";
import { type Differences, endAt, endsAt } from "./difference.js";
import { compareOthers } from "./others.js";
import { compareHeader } from "./parameters.js";

export function compareResponses(
  old: Node | undefined,
  next: Node | undefined,
  all: Differences,
): void {
  const found = old && next ? all.within(old, next) : all;
  const [olds, news] = [byStatus(old), byStatus(next)];
  for (const [status, before, after] of sideBySide(olds, news)) {
    if (!before && after) reportAdded(status, after, found);
    if (before && !after) reportRemoved(status, before, covering(news, status), found);
    // A status that comes or goes is compared with the range or the default that covers it.
    const from = before ?? covering(olds, status);
    const to = after ?? covering(news, status);
    if (!from || !to) continue;
    // Their words and examples are not each other's successors.
    compareBodies(from, to, before && after ? found : found.withoutDocumentation());
  }
}

/** The responses, ranges such as `4XX` in capitals. */
function byStatus(responses: Node | undefined): Map<string, Node> {
  const statuses = [...entries(responses)].filter(([status]) => !status.startsWith("x-"));
  return new Map(statuses.map(([status, one]) => [status.replace(/xx$/i, "XX"), one]));
}

const isSuccess = (status: string) => /^[123]/.test(status);

function reportAdded(status: string, node: Node, found: Differences): void {
  const rule = isSuccess(status) ? "success-status-added" : "error-status-added";
  found.add(rule, `response ${status} added`, { new: endAt(node) });
}

function reportRemoved(
  status: string,
  node: Node,
  cover: Node | undefined,
  found: Differences,
): void {
  const rule = isSuccess(status)
    ? "success-status-removed"
    : cover
      ? "error-status-merged"
      : "error-status-removed";
  found.add(rule, `response ${status} removed`, endsAt(node, cover));
}

/** The response that stands for a status which is not listed itself. */
function covering(responses: Map<string, Node>, status: string): Node | undefined {
  if (status === "default" || isSuccess(status)) return undefined;
  return responses.get(`${status[0]}XX`) ?? responses.get("default");
}

function compareBodies(old: Node, next: Node, all: Differences): void {
  const found = all.within(old, next);
  compareAnnotations(old, next, found);
  compareContent(old, next, found);
  compareHeaders(old, next, found);
  compareOthers(old, next, ["content", "headers"], found);
}

function compareHeaders(old: Node, next: Node, found: Differences): void {
  for (const [name, from, to] of sideBySide(headersOf(old), headersOf(next))) {
    if (from && to) compareHeader(from, to, name, found);
    else if (from) found.add("header-removed", `header ${name} removed`, { old: endAt(from) });
    else found.add("header-added", `header ${name} added`, { new: endAt(to!) });
  }
}

function headersOf(response: Node): Map<string, Node> {
  const headers = [...entries(child(response, "headers"))];
  return new Map(headers.map(([name, header]) => [name.toLowerCase(), header]));
}
