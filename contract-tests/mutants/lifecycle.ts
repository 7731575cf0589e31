import { get } from "../../scripts/lib/document/index.js";
import { operationOf } from "../engine/derive/operation.js";
import type { JsonObject } from "../engine/derive/schema.js";
import { put } from "../engine/run/json.js";
import type { Deviation, Exchange } from "../reference-server/deviation.js";
import { documentedSuccess, json } from "../reference-server/documented.js";
import type { Store } from "../reference-server/store.js";
import type { Described } from "../resources.js";
import type { Mutant } from "./mutant.js";

/** A deviation about one resource, with the operations whose answers show it. */
type Fault = [name: string, shownBy: Shown[], deviation: Deviation];
type Shown = "create" | "read" | "list" | "delete";

/** Servers that lose, mix up or keep what they should not. */
export function lifecycleMutants(resource: Described): Mutant[] {
  const faults = [...reading(resource), ...deleting(resource), ...creating(resource)];
  return faults.flatMap(([name, shownBy, deviation]) => {
    const operationIds = shownBy.flatMap((shown) => resource[shown] ?? []);
    if (operationIds.length === 0) return [];
    const id = `lifecycle / ${resource.name} / ${name}`;
    return [{ id, class: "lifecycle" as const, deviation, named: { operationIds, texts: [] } }];
  });
}

function reading(resource: Described): Fault[] {
  const { name, read, identity } = resource;
  const store = storeOf(resource);
  const idOf = (item: unknown) => String(get(item, identity.response));
  const likeReads = (isLike: (id: string, slug: string) => boolean) =>
    store((right) => ({
      get: (slug) => right.get(slug) ?? right.list().find((item) => isLike(idOf(item), slug)),
    }));
  const inAnyCase = (id: string, slug: string) => id.toLowerCase() === slug.toLowerCase();
  return [
    [`a created ${name} is not readable`, ["read"], store(() => ({ get: () => undefined }))],
    [`a created ${name} is not listed`, ["list"], store(() => ({ list: () => [] }))],
    [
      `the newest ${name} is not listed`,
      ["list"],
      store((right) => ({ list: () => right.list().slice(0, -1) })),
    ],
    [
      `the oldest ${name} is not listed`,
      ["list"],
      store((right) => ({ list: () => right.list().slice(1) })),
    ],
    [
      `every ${name} is listed twice`,
      ["list"],
      store((right) => ({ list: () => right.list().flatMap((item) => [item, item]) })),
    ],
    [
      `only one page of ${name}s is listed`,
      ["list"],
      store((right) => ({ list: () => right.list().slice(0, 1) })),
    ],
    [
      `the newest ${name} is read instead`,
      ["read"],
      store((right) => ({ get: (slug) => right.get(slug) && right.list().at(-1) })),
    ],
    [
      `the oldest ${name} is read instead`,
      ["read"],
      store((right) => ({ get: (slug) => right.get(slug) && right.list()[0] })),
    ],
    [
      `an unknown slug reads another ${name}`,
      ["read"],
      store((right) => ({ get: (slug) => right.get(slug) ?? right.list()[0] })),
    ],
    [`a slug in another case reads the ${name}`, ["read", "delete"], likeReads(inAnyCase)],
    [
      `the beginning of a slug reads the ${name}`,
      ["read", "delete"],
      likeReads((id, slug) => id.startsWith(slug)),
    ],
    [
      `a slug in another case deletes the ${name}`,
      ["delete"],
      store((right) => ({
        remove: (slug) =>
          right.remove(slug) ||
          right.list().some((item) => inAnyCase(idOf(item), slug) && right.remove(idOf(item))),
      })),
    ],
    [
      `an unknown slug reads an invented ${name}`,
      ["read"],
      {
        answer: (answer, { operationId, slug, store: { list } }) =>
          operationId === read && answer.status === 404
            ? json(200, put(list()[0] ?? {}, identity.response, slug))
            : answer,
      },
    ],
  ];
}

function deleting(resource: Described): Fault[] {
  const { name, delete: remove, identity, document, deleted: flag } = resource;
  const store = storeOf(resource);
  const keepsFor = (shows: (right: Store, deleted: ReadonlyMap<string, JsonObject>) => object) =>
    store((right) => {
      const deleted = new Map<string, JsonObject>();
      return {
        ...shows(right, deleted),
        remove(slug) {
          const item = right.get(slug);
          if (item) deleted.set(slug, item);
          return right.remove(slug);
        },
      };
    });
  const answers = (change: (answer: unknown) => unknown): Deviation => ({
    answer: (right, { operationId }) =>
      operationId === remove && right.status < 300
        ? { ...right, body: JSON.stringify(change(JSON.parse(right.body))) }
        : right,
  });
  const shown =
    remove === undefined ? undefined : documentedSuccess(document, operationOf(document, remove));
  const names = shown?.body ? get(JSON.parse(shown.body), identity.response) : undefined;
  const idOf = (item: unknown) => String(get(item, identity.response));
  const faults: Fault[] = [
    [`a ${name} is not deleted`, ["read", "list", "delete"], store(() => ({ remove: () => true }))],
    [
      `a deleted ${name} is still readable`,
      ["read"],
      keepsFor((right, deleted) => ({
        get: (slug: string) => right.get(slug) ?? deleted.get(slug),
      })),
    ],
    [
      `a deleted ${name} is still listed`,
      ["list"],
      keepsFor((right, deleted) => ({ list: () => [...right.list(), ...deleted.values()] })),
    ],
    [
      `deleting deletes every ${name}`,
      ["read", "list", "delete"],
      store((right) => ({
        remove(slug) {
          const known = right.get(slug) !== undefined;
          if (known) for (const item of right.list()) right.remove(idOf(item));
          return known;
        },
      })),
    ],
    [
      `deleting deletes the newest ${name}`,
      ["read", "list", "delete"],
      store((right) => ({
        remove: (slug) => right.get(slug) !== undefined && right.remove(idOf(right.list().at(-1))),
      })),
    ],
    [
      "deleting an unknown slug succeeds",
      ["delete"],
      store((right) => ({ remove: (slug) => right.remove(slug) || true })),
    ],
    [
      "deleting a known slug is not found",
      ["delete"],
      store((right) => ({ remove: (slug) => right.remove(slug) && false })),
    ],
  ];
  if (names !== undefined) {
    const other = answers((answer) => put(answer, identity.response, `${idOf(answer)}-2`));
    faults.push(["deleting answers another slug", ["delete"], other]);
  }
  if (flag !== undefined) {
    const denied = answers((answer) => put(answer, flag, false));
    faults.push(["deleting says that nothing was deleted", ["delete"], denied]);
  }
  return faults;
}

function creating(resource: Described): Fault[] {
  const { name, create, identity } = resource;
  const store = storeOf(resource);
  const slugIn = (body: unknown) => String(get(body, identity.request));
  /** A refused create has an effect all the same. */
  const despite = (status: number, then: (exchange: Exchange) => void): Deviation => ({
    answer(answer, exchange) {
      if (exchange.operationId === create && answer.status === status) then(exchange);
      return answer;
    },
  });
  const add = ({ body, store: { add }, make }: Exchange) =>
    add(slugIn(body), make(body as JsonObject));
  return [
    [`a taken slug replaces the ${name}`, ["create"], store(() => ({ isTaken: () => false }))],
    [
      `a taken slug answers the ${name} that has it`,
      ["create"],
      {
        answer: (answer, { operationId, body, store: { get } }) =>
          operationId === create && answer.status === 409 ? json(200, get(slugIn(body))) : answer,
      },
    ],
    [`a refused slug replaces the ${name} that has it`, ["read", "list"], despite(409, add)],
    [
      `a refused slug deletes the ${name} that has it`,
      ["read", "list"],
      store((right) => ({
        isTaken(slug) {
          const taken = right.isTaken(slug);
          if (taken) right.remove(slug);
          return taken;
        },
      })),
    ],
    [
      `a refused body makes a ${name} all the same`,
      ["list"],
      despite(400, (exchange) => {
        if (typeof get(exchange.body, identity.request) === "string") add(exchange);
      }),
    ],
    [`a refused token makes a ${name} all the same`, ["list"], despite(401, add)],
  ];
}

/** Changes the store of one resource. */
function storeOf({ name }: Described) {
  return (change: (right: Store) => Partial<Store>): Deviation => ({
    store: (right, of) => (of.name === name ? { ...right, ...change(right) } : right),
  });
}
