import {
  type Deviation,
  mapNames,
  numbersOf,
  rules,
  withSettings,
  withTraining,
} from "../deviation.js";
import type { Change } from "../server.js";
import type { OperationName, Stored } from "../stack.js";

/** Shows models otherwise where some operations answer them. */
function shows(
  operations: OperationName[],
  change: (shown: unknown, stored: Stored) => unknown,
): Change {
  return (_, own) => ({
    show(stored, operation) {
      const shown = own.show(stored, operation);
      return operations.includes(operation) ? change(shown, stored) : shown;
    },
  });
}

const later: OperationName[] = ["read", "list"];
const noSettings = (shown: unknown) => withTraining(shown, () => ({ hyperparameters: null }));

/** What a later read shows is not what the create answered. */
export const persistence: Deviation[] = [
  {
    name: "a read has no hyperparameters",
    stack: "an ORM whose select leaves out a JSON column",
    rule: rules.echo,
    change: shows(["read"], noSettings),
  },
  {
    name: "the list has no hyperparameters",
    stack: "a list serializer of its own",
    rule: rules.echo,
    change: shows(["list"], noSettings),
  },
  {
    name: "a read says that the model was created now",
    stack: "a default of now() in a serializer (Pydantic, Mongoose)",
    rule: rules.created,
    change: (stack, own) => ({
      show: (stored, operation) =>
        operation === "read"
          ? { ...(own.show(stored, operation) as object), created: stack.now() }
          : own.show(stored, operation),
    }),
  },
  {
    name: "the list says that models were created now",
    stack: "a default of now() in a serializer (Pydantic, Mongoose)",
    rule: rules.created,
    change: shows(["list"], (shown) => ({
      ...(shown as object),
      created: new Date(Date.now() + 60_000).toISOString(),
      updated: new Date(Date.now() + 60_000).toISOString(),
    })),
  },
  {
    name: "a read shows the dataset of another model",
    stack: "a join without its condition",
    rule: rules.dataset,
    change: shows(["read"], (shown) => withTraining(shown, () => ({ datasetId: "acme-data" }))),
  },
  {
    name: "the list shows the base model of the first model",
    stack: "a data loader that maps by the wrong key",
    rule: rules.baseModel,
    change: shows(["list"], (shown) =>
      withTraining(shown, () => ({ baseModel: "gpt-4.1-2025-04-14" })),
    ),
  },
  {
    name: "later numbers have 32 bits",
    stack: "a float4 column",
    rule: rules.echo,
    change: shows(later, (shown) => withSettings(shown, (s) => numbersOf(s, Math.fround))),
  },
  {
    name: "later numbers are whole",
    stack: "an integer column",
    rule: rules.echo,
    change: shows(later, (shown) => withSettings(shown, (s) => numbersOf(s, Math.trunc))),
  },
  {
    name: "later numbers have two decimals",
    stack: "a decimal(10, 2) column",
    rule: rules.echo,
    change: shows(later, (shown) =>
      withSettings(shown, (s) => numbersOf(s, (value) => Number(value.toFixed(2)))),
    ),
  },
  {
    name: "later numbers are texts",
    stack: "an hstore column, or Decimal as text",
    rule: rules.echo,
    change: shows(later, (shown) => withSettings(shown, (s) => numbersOf(s, String))),
  },
  {
    name: "later settings are in camel case",
    stack: "a naming strategy on the way out of the database",
    rule: rules.echo,
    change: shows(later, (shown) =>
      withSettings(shown, (s) =>
        mapNames(s, (name) =>
          name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
        ),
      ),
    ),
  },
  {
    name: "later settings of zero are left out",
    stack: "protobuf's JSON, which omits default values",
    rule: rules.echo,
    change: shows(later, (shown) =>
      withSettings(shown, (s) => Object.fromEntries(Object.entries(s).filter(([, v]) => v !== 0))),
    ),
  },
  {
    name: "a read leaves out what is null",
    stack: "Jackson's NON_NULL, Go's omitempty",
    rule: "Model: every property is always present",
    change: shows(["read"], (shown) =>
      Object.fromEntries(Object.entries(shown as object).filter(([, value]) => value !== null)),
    ),
  },
  {
    name: "a read shows empty text for null",
    stack: "Go's zero values, Oracle the other way round",
    rule: "Model.description: null unless somebody wrote it down; a read is the model that was created",
    change: shows(later, (shown) => ({ ...(shown as object), description: "" })),
  },
  {
    name: "a read has an empty error message",
    stack: "Go's zero values",
    rule: "ModelTraining.errorMessage: why training failed, when status is ERROR",
    change: shows(later, (shown) => withTraining(shown, () => ({ errorMessage: "" }))),
  },
  {
    name: "a read has another id",
    stack: "a global id of GraphQL relay",
    rule: rules.id,
    change: shows(["read"], (shown, { model }) => ({
      ...(shown as object),
      id: Buffer.from(`Model:${model.id}`).toString("base64"),
    })),
  },
  {
    name: "the list has ids with a prefix",
    stack: "a list that is shared with the models of other owners",
    rule: rules.id,
    change: shows(["list"], (shown, { model }) => ({
      ...(shown as object),
      id: `openpipe:${model.id}`,
    })),
  },
  {
    name: "a read has only the settings that it knows",
    stack: "a strict serializer: num_epochs is declared, n_epochs and epochs are not",
    rule: rules.echo,
    change: shows(later, (shown) =>
      withSettings(shown, (s) =>
        Object.fromEntries(Object.entries(s).filter(([name]) => !/^(n_)?epochs$/.test(name))),
      ),
    ),
  },
  {
    name: "a read has null for settings of auto",
    stack: "a numeric column for a union of text and number",
    rule: rules.echo,
    change: shows(later, (shown) =>
      withSettings(shown, (s) =>
        Object.fromEntries(Object.entries(s).map(([n, v]) => [n, v === "auto" ? null : v])),
      ),
    ),
  },
];
