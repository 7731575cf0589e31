import { isObject, type JsonObject } from "../derive/schema.js";
import type { Answer, Deviation, Exchange } from "../reference-server/deviation.js";
import { createModel } from "../reference-server/model.js";
import type { ModelStore } from "../reference-server/store.js";
import { resource } from "../resource.js";
import { mapJson, onSuccess } from "./answer-mutants.js";
import { changeAt } from "./answer-places.js";
import type { Mutant } from "./mutant.js";

/** Servers that lose, keep or mix up models. */
export function* lifecycleMutants(): Generator<Mutant> {
  for (const [name, deviation] of [...states, ...echoes(), ...answers]) {
    yield {
      id: `lifecycle / ${name}`,
      class: "lifecycle",
      deviation,
      hint: { group: "lifecycle" },
    };
  }
}

type Named = [name: string, deviation: Deviation];

const store = (change: (right: ModelStore) => Partial<ModelStore>): Deviation => ({
  models: (right) => ({ ...right, ...change(right) }),
});

/** Remembers every model that was ever made. */
function forever(right: ModelStore) {
  const all = new Map<string, JsonObject>();
  const add = (slug: string, model: JsonObject) => {
    all.set(slug, model);
    right.add(slug, model);
  };
  return { all, add };
}

const states: Named[] = [
  ["a created model is not kept", store(() => ({ add: () => {} }))],
  ["a created model is not readable", store(() => ({ get: () => undefined }))],
  ["a created model is not listed", store(() => ({ list: () => [] }))],
  ["the newest model is not listed", store((right) => ({ list: () => right.list().slice(0, -1) }))],
  ["the list stops after the first", store((right) => ({ list: () => right.list().slice(0, 1) }))],
  [
    "models are listed twice",
    store((right) => ({ list: () => right.list().flatMap((m) => [m, m]) })),
  ],
  [
    "another model is read",
    store((right) => ({ get: (slug) => right.get(slug) && right.list()[0] })),
  ],
  [
    "the newest model is read",
    store((right) => ({ get: (slug) => right.get(slug) && right.list().at(-1) })),
  ],
  [
    "a deleted model is not deleted",
    store((right) => ({ remove: (slug) => right.get(slug) !== undefined })),
  ],
  [
    "a deleted model is still readable",
    store((right) => {
      const { all, add } = forever(right);
      return { add, get: (slug) => all.get(slug) };
    }),
  ],
  [
    "a deleted model is still listed",
    store((right) => {
      const { all, add } = forever(right);
      return { add, list: () => [...all.values()] };
    }),
  ],
  [
    "a deleted model can be deleted again",
    store((right) => {
      const { all, add } = forever(right);
      return {
        add,
        remove(slug) {
          right.remove(slug);
          return all.has(slug);
        },
      };
    }),
  ],
  [
    "a delete takes all models along",
    store((right) => ({
      remove(slug) {
        const known = right.remove(slug);
        if (known) right.clear();
        return known;
      },
    })),
  ],
  [
    "a delete takes another model",
    store((right) => ({
      remove(slug) {
        const newest = right.list().at(-1)?.id;
        if (right.get(slug) === undefined) return false;
        return right.remove(String(newest));
      },
    })),
  ],
  ["a taken slug is accepted", store(() => ({ isTaken: () => false }))],
  [
    "a taken slug removes the model that has it",
    store((right) => ({
      isTaken(slug) {
        const taken = right.isTaken(slug);
        if (taken) right.remove(slug);
        return taken;
      },
    })),
  ],
];

/** One property of a model that says something else than what was asked for. */
function* echoes(): Generator<Named> {
  for (const [name, { response }] of [
    ["slug", resource.identity],
    ["dataset", resource.dataset],
    ["base model", resource.baseModel],
  ] as const) {
    const path = response.split("/").slice(1);
    const wrong = () => "something-else";
    for (const operationId of [resource.create, resource.read]) {
      yield [
        `${operationId} echoes another ${name}`,
        onSuccess(operationId, (answer) => mapJson(answer, (json) => changeAt(json, path, wrong))),
      ];
    }
    const listed = ["data", "*", ...path];
    yield [
      `${resource.list} echoes another ${name}`,
      onSuccess(resource.list, (answer) =>
        mapJson(answer, (json) => changeAt(json, listed, wrong)),
      ),
    ];
    yield [
      `models keep another ${name}`,
      { create: (model) => changeAt(model, path, wrong) as JsonObject },
    ];
  }
  yield [
    "a read shows another creation time",
    onSuccess(resource.read, (answer) =>
      mapJson(answer, (json) => changeAt(json, ["created"], () => "2020-01-01T00:00:00.000Z")),
    ),
  ];
  yield [
    "a list shows another price",
    onSuccess(resource.list, (answer) =>
      mapJson(answer, (json) => changeAt(json, ["data", "*", "pricing", "chatIn"], () => 99)),
    ),
  ];
}

/** An answer that stands for another one. */
function instead(
  operationId: string,
  status: number,
  answer: (exchange: Exchange) => Answer | undefined,
): Deviation {
  return {
    answer: (right, exchange) =>
      exchange.operationId === operationId && right.status === status
        ? (answer(exchange) ?? right)
        : right,
  };
}

function ok(json: unknown, status = 200): Answer {
  return {
    status,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(json),
  };
}

const error = (status: number, code: string) => ok({ message: "No", code }, status);

const answers: Named[] = [
  [
    "an unknown model is deleted all the same",
    instead(resource.delete, 404, ({ slug }) => ok({ id: slug, object: "model", deleted: true })),
  ],
  [
    "an unknown model is not deleted, with success",
    instead(resource.delete, 404, ({ slug }) => ok({ id: slug, object: "model", deleted: false })),
  ],
  [
    "an unknown model is read all the same",
    instead(resource.read, 404, ({ slug }) => ok(createModel({ slug }))),
  ],
  ...[resource.read, resource.delete].flatMap((id) =>
    (
      [
        [400, "BAD_REQUEST"],
        [410, "GONE"],
        [500, "INTERNAL_SERVER_ERROR"],
      ] as const
    ).map(
      ([status, code]): Named => [
        `an unknown model makes ${id} answer ${status}`,
        instead(id, 404, () => error(status, code)),
      ],
    ),
  ),
  [
    "a delete says that it did nothing",
    onSuccess(resource.delete, (answer) =>
      mapJson(answer, (json) => changeAt(json, ["deleted"], () => false)),
    ),
  ],
  [
    "a delete names another model",
    onSuccess(resource.delete, (answer) =>
      mapJson(answer, (json) => changeAt(json, ["id"], () => "something-else")),
    ),
  ],
  [
    "a taken slug answers the model that has it",
    instead(resource.create, 409, ({ body, models }) => {
      const slug = isObject(body) ? body.slug : undefined;
      return ok(models.get(String(slug)));
    }),
  ],
  [
    "a refused create makes the model all the same",
    instead(resource.create, 400, ({ body, models }) => {
      if (isObject(body) && typeof body.slug === "string") {
        models.add(body.slug, createModel(body));
      }
      return undefined;
    }),
  ],
  [
    "a create without a token makes the model all the same",
    instead(resource.create, 401, ({ body, models }) => {
      if (isObject(body) && typeof body.slug === "string") {
        models.add(body.slug, createModel(body));
      }
      return undefined;
    }),
  ],
  [
    "a delete without a token deletes all the same",
    instead(resource.delete, 401, ({ slug, models }) => {
      models.remove(String(slug));
      return undefined;
    }),
  ],
];
