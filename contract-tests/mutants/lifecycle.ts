import type { JsonObject } from "../engine/derive/schema.js";
import type { Deviation } from "../reference-server/deviation.js";
import type { ModelStore } from "../reference-server/store.js";
import { resource } from "../resources.js";
import type { Mutant } from "./mutant.js";

/** Servers that lose, mix up or keep models that they should not. */
export function* lifecycleMutants(): Generator<Mutant> {
  const mutant = (name: string, operationIds: string[], deviation: Deviation): Mutant => ({
    id: `lifecycle / ${name}`,
    class: "lifecycle",
    deviation,
    named: { operationIds, texts: [] },
  });
  const store = (
    name: string,
    operationIds: string[],
    change: (right: ModelStore) => Partial<ModelStore>,
  ) => mutant(name, operationIds, { models: (right) => ({ ...right, ...change(right) }) });
  const { create, read, list, delete: remove } = resource;

  yield store("a created model is not readable", [read], () => ({ get: () => undefined }));
  yield store("a created model is not listed", [list], () => ({ list: () => [] }));
  yield store("the newest model is not listed", [list], (right) => ({
    list: () => right.list().slice(0, -1),
  }));
  yield store("the oldest model is not listed", [list], (right) => ({
    list: () => right.list().slice(1),
  }));
  yield store("every model is listed twice", [list], (right) => ({
    list: () => right.list().flatMap((model) => [model, model]),
  }));
  yield store("only one page of models is listed", [list], (right) => ({
    list: () => right.list().slice(0, 2),
  }));
  yield store("the newest model is read instead", [read], (right) => ({
    get: (slug) => right.get(slug) && right.list().at(-1),
  }));
  yield store("the oldest model is read instead", [read], (right) => ({
    get: (slug) => right.get(slug) && right.list()[0],
  }));
  yield store("an unknown slug reads another model", [read], (right) => ({
    get: (slug) => right.get(slug) ?? right.list()[0],
  }));
  const likeReads = (name: string, like: (id: string, slug: string) => boolean) =>
    store(name, [read, remove], (right) => ({
      get: (slug) => right.get(slug) ?? right.list().find(({ id }) => like(String(id), slug)),
    }));
  yield likeReads("a slug in another case reads the model", (id, slug) => {
    return id.toLowerCase() === slug.toLowerCase();
  });
  yield likeReads("the beginning of a slug reads the model", (id, slug) => id.startsWith(slug));
  yield store("a slug in another case deletes the model", [remove], (right) => ({
    remove: (slug) =>
      right.remove(slug) ||
      right.list().some(({ id }) => {
        return String(id).toLowerCase() === slug.toLowerCase() && right.remove(String(id));
      }),
  }));
  yield mutant("an unknown slug reads an invented model", [read], {
    answer: (answer, { operationId, slug, models }) =>
      operationId === read && answer.status === 404
        ? { ...answer, status: 200, body: JSON.stringify({ ...models.list()[0], id: slug }) }
        : answer,
  });
  yield store("a model is not deleted", [read, list, remove], () => ({ remove: () => true }));
  yield store("a deleted model is still readable", [read], (right) => {
    const deleted = new Map<string, JsonObject>();
    return {
      get: (slug) => right.get(slug) ?? deleted.get(slug),
      remove(slug) {
        const model = right.get(slug);
        if (model) deleted.set(slug, model);
        return right.remove(slug);
      },
    };
  });
  yield store("a deleted model is still listed", [list], (right) => {
    const deleted: JsonObject[] = [];
    return {
      list: () => [...right.list(), ...deleted],
      remove(slug) {
        const model = right.get(slug);
        if (model) deleted.push(model);
        return right.remove(slug);
      },
    };
  });
  yield store("deleting deletes every model", [read, list, remove], (right) => ({
    remove(slug) {
      const known = right.get(slug) !== undefined;
      if (known) for (const { id } of right.list()) right.remove(String(id));
      return known;
    },
  }));
  yield store("deleting deletes the newest model", [read, list, remove], (right) => ({
    remove(slug) {
      if (!right.get(slug)) return false;
      return right.remove(String(right.list().at(-1)?.id));
    },
  }));
  yield store("deleting an unknown slug succeeds", [remove], (right) => ({
    remove: (slug) => right.remove(slug) || true,
  }));
  yield store("deleting a known slug is not found", [remove], (right) => ({
    remove: (slug) => right.remove(slug) && false,
  }));
  yield store("a taken slug replaces the model", [create], () => ({ isTaken: () => false }));
  yield mutant("a taken slug answers the model that has it", [create], {
    answer: (answer, { operationId, body, models }) =>
      operationId === create && answer.status === 409
        ? {
            ...answer,
            status: 200,
            body: JSON.stringify(models.get(String((body as JsonObject).slug))),
          }
        : answer,
  });
  yield mutant("a refused slug replaces the model that has it", [read, list], {
    answer(answer, { operationId, body, models, makeModel }) {
      if (operationId === create && answer.status === 409) {
        models.add(String((body as JsonObject).slug), makeModel(body as JsonObject));
      }
      return answer;
    },
  });
  yield store("a refused slug deletes the model that has it", [read, list], (right) => ({
    isTaken(slug) {
      const taken = right.isTaken(slug);
      if (taken) right.remove(slug);
      return taken;
    },
  }));
  yield mutant("a refused body makes a model all the same", [list], {
    answer(answer, { operationId, body, models, makeModel }) {
      const slug = (body as JsonObject | undefined)?.slug;
      if (operationId === create && answer.status === 400 && typeof slug === "string") {
        models.add(slug, makeModel(body as JsonObject));
      }
      return answer;
    },
  });
  yield mutant("a refused token makes a model all the same", [list], {
    answer(answer, { operationId, body, models, makeModel }) {
      if (operationId === create && answer.status === 401) {
        models.add(String((body as JsonObject).slug), makeModel(body as JsonObject));
      }
      return answer;
    },
  });
  yield answer("deleting answers another slug", remove, (json) => ({
    ...json,
    id: `${json.id}-2`,
  }));
  yield answer("deleting says that nothing was deleted", remove, (json) => ({
    ...json,
    deleted: false,
  }));
}

function answer(
  name: string,
  operationId: string,
  change: (json: JsonObject) => JsonObject,
): Mutant {
  return {
    id: `lifecycle / ${name}`,
    class: "lifecycle",
    deviation: {
      answer: (right, exchange) =>
        exchange.operationId === operationId && right.status === 200
          ? { ...right, body: JSON.stringify(change(JSON.parse(right.body))) }
          : right,
    },
    named: { operationIds: [operationId], texts: [] },
  };
}
