import { get } from "../../scripts/lib/document/index.js";
import { operationOf } from "../engine/derive/operation.js";
import { list } from "../engine/derive/schema.js";
import { type Described, slugPrefix } from "../resources.js";
import { encodeSegment } from "../engine/run/encode.js";
import { readJson } from "../engine/run/json.js";
import type { HttpRequest, HttpResponse, Send } from "../engine/run/options.js";
import type { Target } from "../engine/target.js";

/** What a target has of a resource, as far as a live run deals with it outside of its cases. */
export interface Remote {
  /** The answer to a list, whatever it is. Left out: there is no list. */
  list?(): Promise<HttpResponse>;
  /** The answer to a read of one slug, whatever it is. */
  read(slug: string): Promise<HttpResponse>;
  /** Whether it is gone, by what the server says; only ever of what is the tests'. */
  delete(slug: string): Promise<boolean>;
}

/** @param isOwn whether a name is of this run; other names need the prefix to be deleted. */
export function createRemote(
  { document, list: listId, read, delete: remove = "" }: Described,
  target: Target,
  send: Send,
  isOwn: (name: string) => boolean,
): Remote {
  const request = (operationId: string, slug = ""): HttpRequest => {
    const operation = operationOf(document, operationId);
    return {
      method: operation.method.toUpperCase(),
      url: target.baseUrl + operation.path.replace(/\{[^}]+\}/, () => encodeSegment(slug)),
      headers: { Accept: "application/json", Authorization: `Bearer ${target.token}` },
    };
  };
  return {
    ...(listId !== undefined && { list: () => send(request(listId)) }),
    read: (slug) => send(request(read, slug)),
    async delete(slug) {
      if (!isOurs(slug) && !isOwn(slug)) {
        throw new Error(`Refused to delete "${slug}": it is none of ours.`);
      }
      const { status } = await send(request(remove, slug));
      return (status >= 200 && status < 300) || status === 404;
    },
  };
}

/** Whether a slug can only be one of a contract test's. */
export function isOurs(slug: string): boolean {
  return slug.startsWith(slugPrefix) && /^[\w-]+$/.test(slug.slice(slugPrefix.length));
}

/** What an answer to a list holds; nothing if it is no such answer. */
export function itemsOf({ items }: Described, listed: HttpResponse | undefined): unknown[] {
  return listed && listed.status < 300 ? list(get(readJson(listed.body), items)) : [];
}

/** The slugs of that. */
export function slugsOf(resource: Described, listed: HttpResponse | undefined): string[] {
  return itemsOf(resource, listed)
    .map((item) => get(item, resource.identity.response))
    .filter((slug) => typeof slug === "string");
}

/** The slugs in an answer to a list; `undefined` if it is no such answer. */
export function readList(resource: Described, listed: HttpResponse): string[] | undefined {
  const isList = listed.status < 300 && Array.isArray(get(readJson(listed.body), resource.items));
  return isList ? slugsOf(resource, listed) : undefined;
}
