import { config, type Deviation, isTheirs, rules } from "../deviation.js";
import type { Change } from "../server.js";
import type { Stored } from "../stack.js";

/** Lists other models than there are. */
const lists =
  (choose: (stored: Stored[]) => Stored[]): Change =>
  (stack) => ({
    list: () => ({
      status: 200,
      body: { object: "list", data: choose(stack.stored).map((each) => stack.show(each, "list")) },
    }),
  });

/** The list is not that of all models. */
export const list: Deviation[] = [
  {
    name: "no more than ten models are listed, the oldest",
    stack: "a default page size",
    rule: rules.list,
    change: lists((stored) => stored.slice(0, 10)),
  },
  {
    name: "no more than ten models are listed, the newest",
    stack: "a default page size",
    rule: rules.list,
    change: lists((stored) => stored.slice(-10)),
  },
  {
    name: "no more than twenty models are listed, the newest",
    stack: "a default page size",
    rule: rules.list,
    change: lists((stored) => stored.slice(-20)),
  },
  {
    name: "a quotation mark in the query breaks the list",
    stack: "filters that become SQL",
    rule: rules.never500,
    change: (_, own) => ({
      route(exchange) {
        if (/^\/models\?.*%27/.test(exchange.incoming.target)) throw new Error("syntax error");
        own.route(exchange);
      },
    }),
  },
  {
    name: "the newest model is not listed",
    stack: "an index that is off by one",
    rule: rules.list,
    change: lists((stored) => stored.slice(0, -1)),
  },
  {
    name: "the oldest model is not listed",
    stack: "an index that is off by one",
    rule: rules.list,
    change: lists((stored) => stored.slice(1)),
  },
  {
    name: "models in training are not listed",
    stack: "a list of what can be used",
    rule: rules.list,
    change: lists((stored) => stored.filter(({ model }) => model.openpipe.status === "DEPLOYED")),
  },
  {
    name: "models with rules are listed twice",
    stack: "a join",
    rule: rules.list,
    change: lists((stored) =>
      stored.flatMap((each) =>
        Array.isArray(each.request.pruningRuleIds) && each.request.pruningRuleIds.length > 0
          ? [each, each]
          : [each],
      ),
    ),
  },
  {
    name: "models without rules are not listed",
    stack: "an inner join",
    rule: rules.list,
    change: lists((stored) =>
      stored.filter(
        (each) =>
          isTheirs(each) ||
          (Array.isArray(each.request.pruningRuleIds) && each.request.pruningRuleIds.length > 0),
      ),
    ),
  },
  {
    name: "models with rules are not listed",
    stack: "a query on null",
    rule: rules.list,
    change: lists((stored) =>
      stored.filter(
        (each) =>
          !(Array.isArray(each.request.pruningRuleIds) && each.request.pruningRuleIds.length > 0),
      ),
    ),
  },
  {
    name: "all models are listed twice",
    stack: "two shards with the same rows",
    rule: rules.list,
    change: lists((stored) => [...stored, ...stored]),
  },
  {
    name: "one model is listed twice",
    stack: "pages that move while they are read",
    rule: rules.list,
    change: lists((stored) => [...stored.slice(-1), ...stored]),
  },
  {
    name: "reward models are not listed",
    stack: "a list by kind",
    rule: rules.list,
    change: lists((stored) =>
      stored.filter(({ request }) => config(request).provider !== "openpipeReward"),
    ),
  },
  {
    name: "models of Gemini are not listed",
    stack: "a list by provider",
    rule: rules.list,
    change: lists((stored) =>
      stored.filter(({ request }) => config(request).provider !== "gemini"),
    ),
  },
  {
    name: "one model a dataset is listed",
    stack: "distinct on the wrong column",
    rule: rules.list,
    change: lists((stored) => [
      ...new Map(stored.map((each) => [each.model.openpipe.datasetId, each])).values(),
    ]),
  },
  {
    name: "one model a base model is listed",
    stack: "group by the wrong column",
    rule: rules.list,
    change: lists((stored) => [
      ...new Map(stored.map((each) => [each.model.openpipe.baseModel, each])).values(),
    ]),
  },
  {
    name: "the first list is cached for good",
    stack: "a cache that nobody clears",
    rule: rules.list,
    change: (_, own) => {
      let first: Awaited<ReturnType<typeof own.list>> | undefined;
      return {
        async list() {
          first ??= structuredClone(await own.list());
          return first;
        },
      };
    },
  },
  {
    name: "deletes do not clear a cached list",
    stack: "a cache that only creates clear",
    rule: rules.list,
    change: (_, own) => {
      let cached: Awaited<ReturnType<typeof own.list>> | undefined;
      return {
        async list() {
          cached ??= structuredClone(await own.list());
          return cached;
        },
        insert(made) {
          cached = undefined;
          own.insert(made);
        },
      };
    },
  },
  {
    name: "the list is a bare array",
    stack: "a generated CRUD controller",
    rule: rules.schema,
    change: (stack) => ({
      list: () => ({ status: 200, body: stack.stored.map((each) => stack.show(each, "list")) }),
    }),
  },
  {
    name: "the list has summaries",
    stack: "a list serializer of its own",
    rule: rules.schema,
    change: (stack) => ({
      list: () => ({
        status: 200,
        body: {
          object: "list",
          data: stack.stored.map(({ model: { id, name, object, created } }) => ({
            id,
            name,
            object,
            created,
          })),
        },
      }),
    }),
  },
  {
    name: "the list shows models of other projects",
    stack: "a filter by project that is missing",
    rule: "A key sees its own project only",
    change: (stack, own) => ({
      list: () => ({
        status: 200,
        body: {
          object: "list",
          data: [
            ...stack.stored,
            own.make({
              slug: "taken-by-another-project",
              datasetId: "theirs",
              trainingConfig: { baseModel: "gpt-4.1-2025-04-14" },
            }),
          ].map((each) => stack.show(each, "list")),
        },
      }),
    }),
  },
];
