import type { JsonObject } from "../engine/derive/schema.js";
import type { Deviation } from "../reference-server/deviation.js";
import type { ModelStore } from "../reference-server/store.js";
import { resource } from "../resources.js";
import type { Mutant } from "./mutant.js";

const { create, read, list, delete: remove } = resource;

const reading: Mutant[] = [
  store("a created model is not readable", [read], () => ({ get: () => undefined })),
  store("a created model is not listed", [list], () => ({ list: () => [] })),
  store("the newest model is not listed", [list], (right) => ({
    list: () => right.list().slice(0, -1),
  })),
  store("the oldest model is not listed", [list], (right) => ({
    list: () => right.list().slice(1),
  })),
  store("every model is listed twice", [list], (right) => ({
    list: () => right.list().flatMap((model) => [model, model]),
  })),
  store("only one page of models is listed", [list], (right) => ({
    list: () => right.list().slice(0, 2),
  })),
  store("the newest model is read instead", [read], (right) => ({
    get: (slug) => right.get(slug) && right.list().at(-1),
  })),
  store("the oldest model is read instead", [read], (right) => ({
    get: (slug) => right.get(slug) && right.list()[0],
  })),
  store("an unknown slug reads another model", [read], (right) => ({
    get: (slug) => right.get(slug) ?? right.list()[0],
  })),
  likeReads("a slug in another case reads the model", (id, slug) => {
    return id.toLowerCase() === slug.toLowerCase();
  }),
  likeReads("the beginning of a slug reads the model", (id, slug) => id.startsWith(slug)),
  store("a slug in another case deletes the model", [remove], (right) => ({
    remove: (slug) =>
      right.remove(slug) ||
      right.list().some(({ id }) => {
        return String(id).toLowerCase() === slug.toLowerCase() && right.remove(String(id));
      }),
  })),
  mutant("an unknown slug reads an invented model", [read], {
    answer: (answer, { operationId, slug, models }) =>
      operationId === read && answer.status === 404
        ? { ...answer, status: 200, body: JSON.stringify({ ...models.list()[0], id: slug }) }
        : answer,
  }),
];

const deleting: Mutant[] = [
  store("a model is not deleted", [read, list, remove], () => ({ remove: () => true })),
  store("a deleted model is still readable", [read], (right) => {
    const deleted = new Map<string, JsonObject>();
    return {
      get: (slug) => right.get(slug) ?? deleted.get(slug),
      remove(slug) {
        const model = right.get(slug);
        if (model) deleted.set(slug, model);
        return right.remove(slug);
      },
    };
  }),
  store("a deleted model is still listed", [list], (right) => {
    const deleted: JsonObject[] = [];
    return {
      list: () => [...right.list(), ...deleted],
      remove(slug) {
        const model = right.get(slug);
        if (model) deleted.push(model);
        return right.remove(slug);
      },
    };
  }),
  store("deleting deletes every model", [read, list, remove], (right) => ({
    remove(slug) {
      const known = right.get(slug) !== undefined;
      if (known) for (const { id } of right.list()) right.remove(String(id));
      return known;
    },
  })),
  store("deleting deletes the newest model", [read, list, remove], (right) => ({
    remove(slug) {
      if (!right.get(slug)) return false;
      return right.remove(String(right.list().at(-1)?.id));
    },
  })),
  store("deleting an unknown slug succeeds", [remove], (right) => ({
    remove: (slug) => right.remove(slug) || true,
  })),
  store("deleting a known slug is not found", [remove], (right) => ({
    remove: (slug) => right.remove(slug) && false,
  })),
  answer("deleting answers another slug", remove, (json) => ({
    ...json,
    id: `${json.id}-2`,
  })),
  answer("deleting says that nothing was deleted", remove, (json) => ({
    ...json,
    deleted: false,
  })),
];

const creating: Mutant[] = [
  store("a taken slug replaces the model", [create], () => ({ isTaken: () => false })),
  mutant("a taken slug answers the model that has it", [create], {
    answer: (answer, { operationId, body, models }) =>
      operationId === create && answer.status === 409
        ? {
            ...answer,
            status: 200,
            body: JSON.stringify(models.get(String((body as JsonObject).slug))),
          }
        : answer,
  }),
  mutant("a refused slug replaces the model that has it", [read, list], {
    answer(answer, { operationId, body, models, makeModel }) {
      if (operationId === create && answer.status === 409) {
        models.add(String((body as JsonObject).slug), makeModel(body as JsonObject));
      }
      return answer;
    },
  }),
  store("a refused slug deletes the model that has it", [read, list], (right) => ({
    isTaken(slug) {
      const taken = right.isTaken(slug);
      if (taken) right.remove(slug);
      return taken;
    },
  })),
  mutant("a refused body makes a model all the same", [list], {
    answer(answer, { operationId, body, models, makeModel }) {
      const slug = (body as JsonObject | undefined)?.slug;
      if (operationId === create && answer.status === 400 && typeof slug === "string") {
        models.add(slug, makeModel(body as JsonObject));
      }
      return answer;
    },
  }),
  mutant("a refused token makes a model all the same", [list], {
    answer(answer, { operationId, body, models, makeModel }) {
      if (operationId === create && answer.status === 401) {
        models.add(String((body as JsonObject).slug), makeModel(body as JsonObject));
      }
      return answer;
    },
  }),
];

/** Servers that lose, mix up or keep models that they should not. */
export const lifecycleMutants = [...reading, ...deleting, ...creating];

function mutant(name: string, operationIds: string[], deviation: Deviation): Mutant {
  return {
    id: `lifecycle / ${name}`,
    class: "lifecycle",
    deviation,
    named: { operationIds, texts: [] },
  };
}

function store(
  name: string,
  operationIds: string[],
  change: (right: ModelStore) => Partial<ModelStore>,
): Mutant {
  return mutant(name, operationIds, { models: (right) => ({ ...right, ...change(right) }) });
}

function likeReads(name: string, isLike: (id: string, slug: string) => boolean): Mutant {
  return store(name, [read, remove], (right) => ({
    get: (slug) => right.get(slug) ?? right.list().find(({ id }) => isLike(String(id), slug)),
  }));
}

function answer(
  name: string,
  operationId: string,
  change: (json: JsonObject) => JsonObject,
): Mutant {
  return mutant(name, [operationId], {
    answer: (right, exchange) =>
      exchange.operationId === operationId && right.status === 200
        ? { ...right, body: JSON.stringify(change(JSON.parse(right.body))) }
        : right,
  });
}
