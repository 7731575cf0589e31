import { config, type Deviation, mapNames, mapValues, numbersOf, rules } from "../deviation.js";
import type { Change } from "../server.js";
import type { Json, Stack, Stored } from "../stack.js";

/** Stores other hyperparameters than were sent. */
const echoes =
  (change: (echo: Json, request: Json) => unknown): Change =>
  (_, own) => ({
    echo(request) {
      const echo = own.echo(request) as Json | null;
      return echo === null ? null : change(echo, request);
    },
  });

const makes =
  (change: (made: Stored, stack: Stack) => void): Change =>
  (stack, own) => ({
    make(request) {
      const made = own.make(request);
      change(made, stack);
      return made;
    },
  });

const provider = (request: Json) => config(request).provider;

/** What was sent comes back otherwise, everywhere alike. */
export const echo: Deviation[] = [
  {
    name: "hyperparameters are null",
    stack: "a field that nobody filled",
    rule: rules.echo,
    change: echoes(() => null),
  },
  {
    name: "hyperparameters are empty",
    stack: "a serializer without declared properties",
    rule: rules.echo,
    change: echoes(() => ({})),
  },
  {
    name: "batch_size is dropped",
    stack: "a struct that lacks a field",
    rule: rules.echo,
    change: echoes(({ batch_size: _, ...rest }) => rest),
  },
  {
    name: "learning_rate_multiplier is dropped",
    stack: "a struct that lacks a field",
    rule: rules.echo,
    change: echoes(({ learning_rate_multiplier: _, ...rest }) => rest),
  },
  {
    name: "learning_rate is dropped",
    stack: "a struct that lacks a field",
    rule: rules.echo,
    change: echoes(({ learning_rate: _, ...rest }) => rest),
  },
  {
    name: "the last setting is dropped",
    stack: "a loop that ends one too early",
    rule: rules.echo,
    change: echoes((sent) => Object.fromEntries(Object.entries(sent).slice(0, -1))),
  },
  {
    name: "epochs are renamed",
    stack: "a common vocabulary for all providers",
    rule: rules.echo,
    change: echoes((sent) =>
      mapNames(sent, (name) => name.replace(/^(num_|n_)?epochs$/, "epoch_count")),
    ),
  },
  {
    name: "settings are in camel case",
    stack: "a camel case interceptor",
    rule: rules.echo,
    change: echoes((sent) =>
      mapNames(sent, (name) =>
        name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      ),
    ),
  },
  {
    name: "the settings of preference tuning come back for those of fine-tuning",
    stack: "a merge that the later object wins",
    rule: rules.echo,
    change: echoes((sent, request) => config(request).preference_hyperparameters ?? sent),
  },
  {
    name: "the settings of the create before come back",
    stack: "a mutable default argument in Python",
    rule: rules.echo,
    change(_, own) {
      let before: unknown = {};
      return {
        echo(request) {
          const now = own.echo(request);
          const shown = before;
          before = now;
          return now === null ? null : shown;
        },
      };
    },
  },
  {
    name: "settings of earlier creates are mixed in where they were not sent",
    stack: "Object.assign onto a shared default object",
    rule: rules.echo,
    change(_, own) {
      const shared: Json = {};
      return {
        echo(request) {
          const now = own.echo(request) as Json | null;
          if (now === null) return null;
          Object.assign(shared, now);
          return structuredClone(shared);
        },
      };
    },
  },
  {
    name: "numbers come back as texts",
    stack: "a form that keeps strings",
    rule: rules.echo,
    change: echoes((sent) => numbersOf(sent, String)),
  },
  {
    name: "auto comes back as null",
    stack: "a parser of numbers",
    rule: rules.echo,
    change: echoes((sent) => mapValues(sent, (value) => (value === "auto" ? null : value))),
  },
  {
    name: "auto comes back resolved",
    stack: "a default that is written over what was sent",
    rule: rules.echo,
    change: echoes((sent) => mapValues(sent, (value) => (value === "auto" ? 8 : value))),
  },
  {
    name: "zero comes back as one",
    stack: "the value || 1 of JavaScript",
    rule: rules.echo,
    change: echoes((sent) => numbersOf(sent, (value) => value || 1)),
  },
  {
    name: "numbers below zero come back without their sign",
    stack: "an unsigned column",
    rule: rules.echo,
    change: echoes((sent) => numbersOf(sent, Math.abs)),
  },
  {
    name: "settings come back as JSON in a text",
    stack: "JSON that is encoded twice",
    rule: rules.schema,
    change: echoes((sent) => JSON.stringify(sent)),
  },
  ...["openpipe", "openpipeReward", "openai", "gemini"].map((name) => ({
    name: `settings of ${name} come back null`,
    stack: "one serializer a provider, and one forgotten",
    rule: rules.echo,
    change: echoes((sent, request) => (provider(request) === name ? null : sent)),
  })),
  {
    name: "deprecated settings come back null",
    stack: "a migration to new names",
    rule: rules.echo,
    change: echoes((sent, request) => (config(request).sft_hyperparameters ? sent : null)),
  },
  {
    name: "the id is one of the database",
    stack: "a serializer that shows the primary key",
    rule: rules.id,
    change: (_, own) => ({
      show: (stored, operation) => ({
        ...(own.show(stored, operation) as object),
        id: Buffer.from(stored.model.id).toString("hex").slice(-24).padStart(24, "0"),
      }),
    }),
  },
  {
    name: "the dataset is in upper case",
    stack: "SQL Server's uniqueidentifier",
    rule: rules.dataset,
    change: makes(({ model }) => {
      model.openpipe.datasetId = String(model.openpipe.datasetId).toUpperCase();
    }),
  },
  {
    name: "the dataset is the id of a copy",
    stack: "a snapshot of the dataset for each job",
    rule: rules.dataset,
    change: makes(({ model }) => {
      model.openpipe.datasetId = "snapshot-1";
    }),
  },
  {
    name: "the base model is without its owner",
    stack: "basename on a name with slashes",
    rule: rules.baseModel,
    change: makes(({ model }) => {
      model.openpipe.baseModel = String(model.openpipe.baseModel).split("/").at(-1);
    }),
  },
  {
    name: "the base model is in lower case",
    stack: "a normalised name",
    rule: rules.baseModel,
    change: makes(({ model }) => {
      model.openpipe.baseModel = String(model.openpipe.baseModel).toLowerCase();
    }),
  },
  {
    name: "the base model is always that of the provider",
    stack: "a default that is not overwritten",
    rule: rules.baseModel,
    change: makes(({ model, request }) => {
      if (provider(request) === "openai") model.openpipe.baseModel = "gpt-4.1-2025-04-14";
    }),
  },
];
