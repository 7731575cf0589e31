import { get, type OpenApiDocument } from "../../scripts/lib/document/index.js";
import { operations } from "../engine/derive/operation.js";
import { list } from "../engine/derive/schema.js";
import { resource, slugPrefix } from "../resources.js";
import { encodeSegment } from "../engine/run/encode.js";
import { readJson } from "../engine/run/json.js";
import type { HttpRequest, HttpResponse, Send } from "../engine/run/options.js";
import type { Target } from "../engine/target.js";

/** The models of a target, as far as a live run deals with them outside of its cases. */
export interface Models {
  /** The answer to a list, whatever it is. */
  list(): Promise<HttpResponse>;
  /** The answer to a read of one slug, whatever it is. */
  read(slug: string): Promise<HttpResponse>;
  /** Whether the model is gone, by what the server says; only ever of a model of the tests. */
  delete(slug: string): Promise<boolean>;
}

/** @param isOwn whether a name is of this run; other names need the prefix to be deleted. */
export function createModels(
  document: OpenApiDocument,
  target: Target,
  send: Send,
  isOwn: (name: string) => boolean,
): Models {
  const request = (operationId: string, slug = ""): HttpRequest => {
    const operation = operations(document).find(({ id }) => id === operationId)!;
    return {
      method: operation.method.toUpperCase(),
      url: target.baseUrl + operation.path.replace(/\{[^}]+\}/, () => encodeSegment(slug)),
      headers: { Accept: "application/json", Authorization: `Bearer ${target.token}` },
    };
  };
  return {
    list: () => send(request(resource.list)),
    read: (slug) => send(request(resource.read, slug)),
    async delete(slug) {
      if (!isOurs(slug) && !isOwn(slug)) {
        throw new Error(`Refused to delete "${slug}": it is none of ours.`);
      }
      const { status } = await send(request(resource.delete, slug));
      return (status >= 200 && status < 300) || status === 404;
    },
  };
}

/** Whether a slug can only be one of a contract test's. */
export function isOurs(slug: string): boolean {
  return slug.startsWith(slugPrefix) && /^[\w-]+$/.test(slug.slice(slugPrefix.length));
}

/** The models in an answer to a list; none if it is no such answer. */
export function modelsOf({ status, body }: HttpResponse): unknown[] {
  return status < 300 ? list(get(readJson(body), "/data")) : [];
}

/** Their slugs. */
export function slugsOf(listed: HttpResponse): string[] {
  return modelsOf(listed)
    .map((model) => get(model, resource.identity.response))
    .filter((slug) => typeof slug === "string");
}

/** The slugs in an answer to a list; `undefined` if it is no such answer. */
export function readList(listed: HttpResponse): string[] | undefined {
  const isList = listed.status < 300 && Array.isArray(get(readJson(listed.body), "/data"));
  return isList ? slugsOf(listed) : undefined;
}
