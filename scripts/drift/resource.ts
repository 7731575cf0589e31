import { child, escapeToken, isObject, type JsonObject, rootNode } from "../lib/document/node.js";
import { pathKey } from "../lib/document/operations.js";
import { Failure } from "../lib/failure.js";

/**
 * The vendor's document reduced to the paths of ours and what lies under them, with the server's
 * path where ours has it: in `servers`. Pointers stay those of the vendor's document.
 *
 * @throws Failure when the vendor's document has none of our paths.
 */
export function selectResource(ours: JsonObject, vendor: JsonObject, name: string): JsonObject {
  const wanted = Object.keys(ours.paths as JsonObject).map(pathKey);
  const all = vendor.paths as JsonObject;
  const belongs = (path: string) =>
    wanted.some((shape) => pathKey(path) === shape || pathKey(path).startsWith(`${shape}/`));
  const selections = possiblePrefixes(ours).map((prefix) => ({
    prefix,
    paths: Object.keys(all).filter(
      (path) => path.startsWith(`${prefix}/`) && belongs(path.slice(prefix.length)),
    ),
  }));
  const { prefix, paths } = selections.reduce((best, next) =>
    next.paths.length > best.paths.length ? next : best,
  );
  if (paths.length === 0) {
    throw new Failure(
      `${name} has none of the paths of openapi/openapi.yaml (${Object.keys(ours.paths as JsonObject).join(", ")}). Is it the vendor's document? It has ${list(Object.keys(all))}.`,
    );
  }
  return {
    ...vendor,
    // What is its own is compared; what is inherited is there for references.
    paths: Object.assign(
      Object.create(all),
      Object.fromEntries(
        paths.map((path) => [
          path.slice(prefix.length),
          prefix === "" ? all[path] : { $ref: `#/paths/${escapeToken(path)}` },
        ]),
      ),
    ),
    servers: completeServers(vendor.servers, prefix, ours),
  };
}

/** What may stand before our paths in the vendor's: nothing, or the end of our server's path. */
function possiblePrefixes(ours: JsonObject): string[] {
  const segments = new URL(ourServer(ours)).pathname.split("/").filter(Boolean);
  return ["", ...segments.map((_, index) => `/${segments.slice(index).join("/")}`)];
}

/** A document without servers says nothing about them; a relative one may be anywhere. */
function completeServers(servers: unknown, prefix: string, ours: JsonObject): unknown {
  if (!Array.isArray(servers) || servers.length === 0) return ours.servers;
  return servers.map((server: unknown) => {
    if (!isObject(server) || typeof server.url !== "string") return server;
    const url = server.url.replace(/\/$/, "") + prefix;
    return { ...server, url: url.startsWith("/") ? new URL(url, ourServer(ours)).href : url };
  });
}

function ourServer(ours: JsonObject): string {
  return String(child(rootNode(ours), "servers", 0, "url")?.value ?? "https://localhost");
}

function list(paths: string[]): string {
  if (paths.length === 0) return "no paths";
  return paths.slice(0, 5).join(", ") + (paths.length > 5 ? ` and ${paths.length - 5} more` : "");
}
