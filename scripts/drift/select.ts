import {
  child,
  children,
  isObject,
  type JsonObject,
  members,
  type Node,
  type Operation,
  pathKey,
  readOperations,
  rootNode,
} from "../lib/document/index.js";
import { Failure } from "../lib/failure.js";
import type { Publication } from "./page.js";

/** The operations of ours and of a publication that are to be compared, by the same keys. */
export interface Selection {
  name: string;
  ours: Map<string, Operation>;
  vendor: Map<string, Operation>;
}

/**
 * Selects the operations that the publications describe. A page, and a document of one operation, is
 * about that operation. A document of several is about the whole resource: what it lacks, and no other
 * publication has, is gone.
 *
 * @throws Failure when a publication has nothing of ours.
 */
export function selectOperations(document: JsonObject, publications: Publication[]): Selection[] {
  const ours = readOperations(document);
  const described = publications.map((publication) => readVendor(document, ours, publication));
  const isDescribed = (key: string) => described.some(({ vendor }) => vendor.has(key));
  return described.map(({ vendor, whole }, index) => ({
    name: publications[index]!.name,
    vendor,
    ours: new Map([...ours].filter(([key]) => vendor.has(key) || (whole && !isDescribed(key)))),
  }));
}

/** The vendor's operations at our paths and under them, with our addresses. */
function readVendor(
  document: JsonObject,
  ours: Map<string, Operation>,
  { name, document: published, operation: subject }: Publication,
) {
  const all = readOperations(published);
  const [method, path] = subject?.split(" ") ?? [];
  const key = path === undefined ? undefined : `${method} ${pathKey(path)}`;
  if (key !== undefined && !all.has(key)) {
    throw new Failure(
      `${name}: its block is named "${subject}", and its document has no such operation.`,
    );
  }
  const candidates = [...all].filter(([other]) => key === undefined || other === key);
  const selections = possiblePrefixes(document).map((prefix) =>
    strip(prefix, candidates, ours, document),
  );
  const vendor = selections.reduce((best, next) => (next.size > best.size ? next : best));
  if (vendor.size === 0) {
    const [paths, others] = [ours, all].map((list) => listPaths(list));
    throw new Failure(
      `${name} has none of the paths of openapi/openapi.yaml (${paths}). Is it the vendor's? It has ${others}.`,
    );
  }
  return { vendor, whole: key === undefined && all.size > 1 };
}

function strip(
  prefix: string,
  operations: [string, Operation][],
  ours: Map<string, Operation>,
  document: JsonObject,
): Map<string, Operation> {
  const shapes = new Set([...ours.values()].map(({ path }) => pathKey(path)));
  const belongs = (path: string) =>
    [...shapes].some(
      (shape) => path === shape || path === `${shape}/` || path.startsWith(`${shape}/`),
    );
  return new Map(
    operations.flatMap(([key, operation]) => {
      const path = operation.path.slice(prefix.length);
      if (!operation.path.startsWith(`${prefix}/`) || !belongs(pathKey(path))) return [];
      const [method] = key.split(" ") as [string];
      const label = `${method.toUpperCase()} ${path}`;
      const servers = completeServers(operation, prefix, document);
      return [[`${method} ${pathKey(path)}`, { ...operation, path, label, servers }]];
    }),
  );
}

/** What may stand before our paths in the vendor's: nothing, or the end of our server's path. */
function possiblePrefixes(document: JsonObject): string[] {
  const segments = new URL(ourServer(document)).pathname.split("/").filter(Boolean);
  return ["", ...segments.map((_, index) => `/${segments.slice(index).join("/")}`)];
}

/** A document without servers says nothing about them; a relative one may be anywhere. */
function completeServers(
  { servers }: Operation,
  prefix: string,
  document: JsonObject,
): Node | undefined {
  if (!servers || children(servers).length === 0) return child(rootNode(document), "servers");
  const value = children(servers).map((server) => {
    const { url } = members(server);
    if (!isObject(server.value) || typeof url !== "string") return server.value;
    const whole = url.replace(/\/$/, "") + prefix;
    return {
      ...server.value,
      url: /^\/(?!\/)/.test(whole) ? new URL(whole, ourServer(document)).href : whole,
    };
  });
  return { ...servers, value };
}

const ourServer = (document: JsonObject) =>
  String(child(rootNode(document), "servers", 0, "url")?.value ?? "https://localhost");

function listPaths(operations: Map<string, Operation>): string {
  const paths = [...new Set([...operations.values()].map(({ path }) => path))];
  if (paths.length === 0) return "no paths";
  return paths.slice(0, 5).join(", ") + (paths.length > 5 ? ` and ${paths.length - 5} more` : "");
}
