import { type Deviation, isTheirs, rules } from "../deviation.js";
import { type Json, Refusal, type Stored } from "../stack.js";

/** What happened before shows where it should not, or does not show where it should. */
export const history: Deviation[] = [
  {
    name: "a deleted model is still readable",
    stack: "a soft delete that reads do not filter",
    rule: rules.deleted,
    change: (_, own) => {
      const gone: Stored[] = [];
      return {
        erase(found) {
          gone.push(found);
          own.erase(found);
        },
        find: (slug, operation) =>
          own.find(slug, operation) ??
          (operation === "read" ? gone.find(({ model }) => model.id === slug) : undefined),
      };
    },
  },
  {
    name: "a deleted model is still listed",
    stack: "a soft delete that lists do not filter",
    rule: rules.deleted,
    change: (stack, own) => {
      const gone: Stored[] = [];
      return {
        erase(found) {
          gone.push(found);
          own.erase(found);
        },
        list: () => ({
          status: 200,
          body: {
            object: "list",
            data: [...stack.stored, ...gone].map((each) => stack.show(each, "list")),
          },
        }),
      };
    },
  },
  {
    name: "a deleted model stays as an error",
    stack: "an archived state",
    rule: rules.deleted,
    change: (_, own) => ({
      erase(found) {
        found.model.openpipe.status = "DEPRECATED";
      },
      find: own.find,
    }),
  },
  {
    name: "a second delete succeeds",
    stack: "a soft delete that deletes do not filter",
    rule: rules.notFound,
    change: (_, own) => {
      const gone = new Set<string>();
      return {
        remove(slug) {
          if (gone.has(slug) && !own.find(slug, "delete"))
            return { status: 200, body: { id: slug, object: "model", deleted: true } };
          const answer = own.remove(slug);
          gone.add(slug);
          return answer;
        },
      };
    },
  },
  {
    name: "a slug made again has its old settings",
    stack: "a soft delete that is undone",
    rule: rules.echo,
    change: (_, own) => {
      const gone = new Map<string, Stored>();
      return {
        erase(found) {
          gone.set(found.model.id, found);
          own.erase(found);
        },
        insert(made) {
          const old = gone.get(made.model.id);
          if (old) made.model.openpipe = { ...old.model.openpipe };
          own.insert(made);
        },
      };
    },
  },
  {
    name: "a slug made again has its old date",
    stack: "a soft delete that is undone",
    rule: rules.created,
    change: (_, own) => {
      const gone = new Map<string, string>();
      return {
        erase(found) {
          gone.set(found.model.id, String(found.model.created));
          own.erase(found);
        },
        insert(made) {
          made.model.created = gone.get(made.model.id) ?? made.model.created;
          own.insert(made);
        },
      };
    },
  },
  {
    name: "a slug made again is deployed",
    stack: "a cache of states by slug",
    rule: rules.pending,
    change: (_, own) => {
      const gone = new Set<string>();
      return {
        erase(found) {
          gone.add(found.model.id);
          own.erase(found);
        },
        insert(made) {
          if (gone.has(made.model.id)) made.model.openpipe.status = "DEPLOYED";
          own.insert(made);
        },
      };
    },
  },
  {
    name: "a slug made again reads as not there",
    stack: "a cache of negative answers",
    rule: rules.id,
    change: (_, own) => {
      const missed = new Set<string>();
      const gone = new Set<string>();
      return {
        erase(found) {
          gone.add(found.model.id);
          own.erase(found);
        },
        find(slug, operation) {
          const found = own.find(slug, operation);
          if (!found && gone.has(slug)) missed.add(slug);
          return operation === "read" && missed.has(slug) ? undefined : found;
        },
      };
    },
  },
  {
    name: "a refused create of a taken slug overwrites the model",
    stack: "an upsert whose conflict is noticed afterwards",
    rule: rules.noJob,
    change: (stack, own) => ({
      create(request) {
        const old = stack.stored.find(({ model }) => model.id === request.slug);
        if (old) old.model.openpipe = { ...own.make(request).model.openpipe };
        return own.create(request);
      },
    }),
  },
  {
    name: "a refused create of a taken slug clears the model's settings",
    stack: "a child table that is emptied before the row is found to be there",
    rule: rules.noJob,
    change: (stack, own) => ({
      create(request) {
        const old = stack.stored.find(({ model }) => model.id === request.slug);
        if (old?.model.openpipe.hyperparameters)
          old.model.openpipe = { ...old.model.openpipe, hyperparameters: {} };
        return own.create(request);
      },
    }),
  },
  {
    name: "a refused create of a taken slug changes its date",
    stack: "ON CONFLICT DO UPDATE SET updated",
    rule: rules.noJob,
    change: (stack, own) => ({
      create(request) {
        const old = stack.stored.find(({ model }) => model.id === request.slug);
        if (old) old.model.updated = new Date(Date.now() + 5000).toISOString();
        return own.create(request);
      },
    }),
  },
  {
    name: "a refused create of a taken slug deletes the model",
    stack: "REPLACE INTO and a rollback by hand",
    rule: rules.noJob,
    change: (stack, own) => ({
      create(request) {
        const old = stack.stored.find(({ model }) => model.id === request.slug);
        if (old && stack.stored.length < 200)
          stack.stored = stack.stored.filter((each) => each !== old);
        if (old) throw new Refusal(409, "CONFLICT", "Model IDs have to be globally unique");
        return own.create(request);
      },
    }),
  },
  {
    name: "the same create again is answered with the model",
    stack: "an idempotent create",
    rule: rules.taken,
    change: (stack, own) => ({
      create(request) {
        const old = stack.stored.find(
          (each) => JSON.stringify(each.request) === JSON.stringify(request),
        );
        return old ? { status: 200, body: stack.show(old, "create") } : own.create(request);
      },
    }),
  },
  {
    name: "a taken slug replaces the model",
    stack: "an upsert",
    rule: rules.taken,
    change: (stack, own) => ({
      create(request) {
        stack.stored = stack.stored.filter(({ model }) => model.id !== request.slug);
        return own.create(request);
      },
    }),
  },
  {
    name: "a taken slug makes a second model",
    stack: "no unique index",
    rule: rules.taken,
    change: () => ({ isTaken: () => false }),
  },
  {
    name: "a slug is taken for its dataset only",
    stack: "a unique index over two columns",
    rule: rules.taken,
    change: (stack) => ({
      isTaken: (slug, request) =>
        stack.stored.some(
          ({ model }) => model.id === slug && model.openpipe.datasetId === request.datasetId,
        ),
    }),
  },
  {
    name: "a slug is taken for its base model only",
    stack: "a unique index over two columns",
    rule: rules.taken,
    change: (stack) => ({
      isTaken: (slug, request) =>
        stack.stored.some(
          (each) =>
            each.model.id === slug &&
            each.model.openpipe.baseModel === (request.trainingConfig as Json).baseModel,
        ),
    }),
  },
  {
    name: "a taken slug gets a number",
    stack: "slugs of a CMS",
    rule: rules.taken,
    change: (stack, own) => ({
      create(request) {
        let slug = String(request.slug);
        for (let number = 2; stack.isTaken(slug, request); number++)
          slug = `${String(request.slug)}-${number}`;
        return own.create({ ...request, slug });
      },
    }),
  },
  {
    name: "a base model's name is a slug",
    stack: "a rule that only the service behind knows",
    rule: "A slug that equals a base model's name is refused",
    change: (_, own) => ({
      issues: (body) =>
        own.issues(body).filter(({ message }) => message !== "This slug cannot be used"),
    }),
  },
  {
    name: "two creates of one slug at once make two",
    stack: "a look before an insert, without a unique index",
    rule: rules.taken,
    change: (stack, own) => ({
      async create(request) {
        const made = own.make(request);
        if (stack.isTaken(made.model.id, request)) return own.create(request);
        await new Promise((resolve) => setTimeout(resolve, 5));
        stack.insert(made);
        return { status: 200, body: stack.show(made, "create") };
      },
    }),
  },
  {
    name: "an invalid create leaves a model",
    stack: "an insert before the validation of a part",
    rule: rules.input,
    change: leaves(() => true),
  },
  {
    name: "an invalid configuration leaves a model",
    stack: "a job that is started after the row is written",
    rule: rules.input,
    change: leaves(({ path }) => path[0] === "trainingConfig"),
  },
  {
    name: "an invalid temperature leaves a model",
    stack: "an update in a second statement, without a transaction",
    rule: rules.input,
    change: leaves(({ path }) => path[0] === "defaultTemperature"),
  },
  {
    name: "an unauthorised create of a taken slug changes the model",
    stack: "a check after the work",
    rule: rules.token,
    change: (stack, own) => ({
      authenticate(exchange) {
        try {
          own.authenticate(exchange);
        } catch (error) {
          const { slug } = Object(exchange.body) as Json;
          const old =
            exchange.operation === "create" && stack.stored.find(({ model }) => model.id === slug);
          if (old) old.model.updated = new Date(Date.now() + 5000).toISOString();
          throw error;
        }
      },
    }),
  },
  {
    name: "a deleted model comes back with the next create",
    stack: "a cache that is written back",
    rule: rules.deleted,
    change: (stack, own) => {
      let last: Stored | undefined;
      return {
        erase(found) {
          last = found;
          own.erase(found);
        },
        insert(made) {
          own.insert(made);
          if (last && last.model.id !== made.model.id && !own.isTaken(last.model.id, {}))
            stack.stored.push(last);
          last = undefined;
        },
      };
    },
  },
  {
    name: "every seventh request fails",
    stack: "one of seven instances has no database",
    rule: "500: the API failed",
    change: (_, own) => {
      let count = 0;
      return {
        receive(incoming) {
          if (++count % 7 === 0) throw new Error("no database");
          return own.receive(incoming);
        },
      };
    },
  },
  {
    name: "every fifth read finds nothing",
    stack: "a read replica that is behind",
    rule: rules.notFound,
    change: (_, own) => {
      let count = 0;
      return {
        find: (slug, operation) =>
          operation === "read" && ++count % 5 === 0 ? undefined : own.find(slug, operation),
      };
    },
  },
  {
    name: "every tenth create has the settings of the one before",
    stack: "a pooled buffer",
    rule: rules.echo,
    change: (_, own) => {
      let count = 0;
      let before: unknown = {};
      return {
        echo(request) {
          const sent = own.echo(request);
          const shown = sent !== null && ++count % 10 === 0 ? before : sent;
          before = sent;
          return shown;
        },
      };
    },
  },
  {
    name: "every twentieth create is not stored",
    stack: "a write that is acknowledged before it is durable",
    rule: rules.id,
    change: (stack, own) => {
      let count = 0;
      return {
        insert: (made) => (++count % 20 === 0 && !isTheirs(made) ? void stack : own.insert(made)),
      };
    },
  },
];

/** Stores what is wrong before it is refused. */
function leaves(isLeft: (issue: { path: readonly unknown[] }) => boolean): Deviation["change"] {
  return (stack, own) => ({
    issues(body) {
      const issues = own.issues(body);
      const { slug, trainingConfig } = Object(body) as Json;
      const usable = typeof slug === "string" && !stack.isTaken(slug, {});
      if (issues.length > 0 && issues.every(isLeft) && usable && slug !== "") {
        const baseModel = String((Object(trainingConfig) as Json).baseModel);
        stack.insert(own.make({ slug, datasetId: "none", trainingConfig: { baseModel } }));
      }
      return issues;
    },
  });
}
