import { get } from "../../scripts/lib/document/index.js";
import { redact } from "../../src/http/redact.js";
import { operationOf } from "../engine/derive/operation.js";
import { quote } from "../engine/report/curl.js";
import { printable, shorten } from "../engine/report/shorten.js";
import type { Described } from "../resources.js";
import { encodeSegment } from "../engine/run/encode.js";
import { readJson } from "../engine/run/json.js";
import type { HttpRequest, HttpResponse } from "../engine/run/options.js";
import type { Target } from "../engine/target.js";
import { readList } from "./remote.js";

/** A create that went out, and what is known of what it may have made. */
export interface Create {
  /** What the request called the model; a broken request may say nothing. */
  slug: string | undefined;
  /** In doubt: no answer, or one that is neither a yes nor a no. */
  state: "in doubt" | "accepted" | "refused";
  /** The names under which it has to be gone: the slug, and the id that was answered. */
  names: Set<string>;
  /** What the answer called it, where that is no name of this run. */
  foreign?: string;
}

/**
 * Keeps every create of a run, and every sign that what it made is there or gone. It takes notes of all
 * requests, whichever part of the run sends them; that counts as gone only when a read under each
 * of its names found nothing, and the last list does not show it.
 */
export interface Ledger {
  /** Whether a name can only be one of this run. */
  isOwn(name: string): boolean;
  /** Before a create is sent. */
  begin(slug: string | undefined): Create;
  /** The answer to a create. */
  answered(create: Create, response: HttpResponse): void;
  /** The answer to anything else. */
  observe(request: HttpRequest, response: HttpResponse): void;
  /** Whether any create went out. */
  isEmpty(): boolean;
  /** The names under which something of the run is not known to be gone. */
  open(): string[];
  /** Those of them that a read or the list has not shown to be gone. */
  toDelete(): string[];
  /** Whether the server shows what has this name: it was read or listed, and not missed since. */
  isThere(name: string): boolean;
  /** From now on, only new signs show that something is there, and a new list is needed. */
  lookAgain(): void;
  /** A line for each thing that may be left behind, with how to delete it. */
  leftBehind(): string[];
}

export function createLedger(resource: Described, target: Target, prefix: string): Ledger {
  const creates: Create[] = [];
  /** Names of this run that some list showed and no create is known to have given. */
  const strays = new Set<string>();
  const gone = new Set<string>();
  const there = new Set<string>();
  let listed: Set<string> | undefined;
  const addresses = createAddresses(resource, target.baseUrl);
  const isOwn = (name: string) =>
    name.toLowerCase().includes(prefix.toLowerCase()) && /^[\w.:@~-]+$/.test(name);

  function see(name: string): void {
    gone.delete(name);
    there.add(name);
  }

  function miss(name: string): void {
    gone.add(name);
    there.delete(name);
  }

  function names(): string[] {
    const made = creates.filter(({ state }) => state !== "refused");
    return [...new Set([...made.flatMap((create) => [...create.names]), ...strays])];
  }

  /** Without its list, nothing is known to be gone. */
  const isListed = (name: string) => listed?.has(name) ?? resource.list !== undefined;
  const open = () => names().filter((name) => !gone.has(name) || isListed(name));

  return {
    isOwn: (name) => isOwn(name) || creates.some((create) => create.names.has(name)),
    begin(slug) {
      // What the run sent is its own in whatever form: it holds the prefix, which nobody else has.
      const own = new Set(slug?.includes(prefix) ? [slug] : []);
      const create: Create = { slug, state: "in doubt", names: own };
      creates.push(create);
      for (const name of own) gone.delete(name);
      return create;
    },
    answered(create, { status, body }) {
      if (status >= 400 && status < 500 && status !== 408 && status !== 499)
        create.state = "refused";
      if (status < 200 || status >= 300) return;
      create.state = "accepted";
      const id = get(readJson(body), resource.identity.response);
      if (typeof id === "string" && (isOwn(id) || create.names.has(id))) create.names.add(id);
      else create.foreign = id === undefined ? "nothing" : JSON.stringify(id);
      for (const name of create.names) gone.delete(name);
    },
    observe(request, response) {
      // What a wrong token is told says nothing.
      if (request.headers.Authorization !== `Bearer ${target.token}`) return;
      const { status } = response;
      const name = addresses.nameIn(request);
      if (name !== undefined && request.method === "GET") {
        if (status === 404) miss(name);
        else if (status < 300) see(name);
      }
      const slugs = addresses.isList(request) ? readList(resource, response) : undefined;
      if (!slugs) return;
      listed = new Set(slugs);
      for (const each of slugs.filter(isOwn)) {
        strays.add(each);
        there.add(each);
      }
    },
    isEmpty: () => creates.length === 0,
    open,
    toDelete: () => names().filter((name) => !gone.has(name) || listed?.has(name)),
    isThere: (name) => there.has(name) || (listed?.has(name) ?? false),
    lookAgain() {
      listed = undefined;
      there.clear();
    },
    leftBehind() {
      const show = (text: string) => printable(shorten(redact(text, [target.token]), 200));
      const token = '-H "Authorization: Bearer $OPENPIPE_API_KEY"';
      const look =
        addresses.list === undefined
          ? ""
          : `Look for it with: curl -i ${quote(addresses.list)} ${token}. `;
      const named = open().map(
        (name) =>
          `${show(name)}; delete it with: curl -i -X DELETE ${quote(addresses.of(name))} ${token}`,
      );
      const foreign = creates.flatMap(({ slug, foreign: called }) =>
        called === undefined
          ? []
          : [
              `what a create of ${slug === undefined ? "no slug" : show(slug)} made. The answer calls it ${show(called)}, which is no name of this run, so nothing was deleted under it. ${look}Delete it with: curl -i -X DELETE ${quote(addresses.of("ITS-ID"))} ${token}`,
            ],
      );
      return [...named, ...foreign].map((text) => `Left behind: ${text}`);
    },
  };
}

/** Where they are, by what the document says of the operations. */
function createAddresses({ document, ...resource }: Described, baseUrl: string) {
  const pathOf = (id: string) => operationOf(document, id).path;
  const [before = "", after = ""] = pathOf(resource.read).split(/\{[^}]+\}/);
  const list = resource.list && baseUrl + pathOf(resource.list);
  return {
    list,
    of: (name: string) =>
      baseUrl +
      pathOf(resource.delete ?? resource.read).replace(/\{[^}]+\}/, () => encodeSegment(name)),
    isList: ({ method, url }: HttpRequest) => method === "GET" && url === list,
    nameIn({ url }: HttpRequest): string | undefined {
      if (!url.startsWith(baseUrl + before) || !url.endsWith(after) || url === list)
        return undefined;
      const name = url.slice(baseUrl.length + before.length, url.length - after.length);
      try {
        return name === "" || /[/?]/.test(name) ? undefined : decodeURIComponent(name);
      } catch {
        return undefined;
      }
    },
  };
}
