import type { OpenApiDocument } from "../../scripts/lib/openapi.js";
import { operations } from "../derive/operation.js";
import { resource } from "../resource.js";
import type { HttpRequest, Send } from "../run/options.js";
import { TargetDown } from "../run/run.js";

/** What became of the creates of a run, by slug. */
export interface CreateLog {
  /** The server said yes, so the model is there until it is deleted. */
  accepted: Set<string>;
  /** No answer yet, none at all, or a server error: the model may be there. */
  inDoubt: Set<string>;
  /** The server said no, so no model may be there. */
  refused: Set<string>;
}

export function createLog(): CreateLog {
  return { accepted: new Set(), inDoubt: new Set(), refused: new Set() };
}

/** Whether requests are creates. */
export function createMatcher(document: OpenApiDocument, baseUrl: string) {
  const create = operations(document).find(({ id }) => id === resource.create)!;
  const method = create.method.toUpperCase();
  const url = baseUrl + create.path;
  return (request: HttpRequest) => request.method === method && request.url === url;
}

/**
 * Looks at every create that goes out, whichever case sends it: writes its slug down before it is
 * sent, so that it can be deleted whatever happens, and lets none out that names a dataset that the
 * run may not use.
 */
export function watchCreates(
  send: Send,
  log: CreateLog,
  isCreate: (request: HttpRequest) => boolean,
  mayUse: (datasetId: string, slug: string | undefined) => boolean,
): Send {
  return async (request) => {
    if (!isCreate(request)) return send(request);
    const [slug] = texts(request.body, resource.identity.request);
    for (const datasetId of texts(request.body, resource.dataset.request)) {
      if (mayUse(datasetId, slug)) continue;
      throw new TargetDown("A create was about to name a dataset that this run must not use.");
    }
    if (slug === undefined) return send(request);
    if (!log.accepted.has(slug)) log.inDoubt.add(slug);
    const { status, ...rest } = await send(request);
    if (status < 500) log.inDoubt.delete(slug);
    if (status < 400) log.accepted.add(slug);
    else if (status < 500 && !log.accepted.has(slug)) log.refused.add(slug);
    return { status, ...rest };
  };
}

/** The texts of a property anywhere in a body, also in one that is no JSON. */
export function texts(body: string | undefined, pointer: string): string[] {
  const name = pointer.split("/").at(-1);
  const pattern = new RegExp(`["']${name}["']\\s*:\\s*\\[?\\s*["']([^"']*)["']`, "g");
  return [...(body ?? "").matchAll(pattern)].map(([, text]) => text!);
}
