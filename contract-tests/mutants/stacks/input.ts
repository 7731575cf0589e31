/** What is wrong with an input, as the answer lists it. */
export interface Issue {
  message: string;
  path: readonly (string | number)[];
}

type Path = readonly (string | number)[];
/** Says what is wrong with a value; nothing if it is right. */
export type Rule = (value: unknown, path: Path) => Issue[];

const is =
  (what: string, test: (value: unknown) => boolean): Rule =>
  (value, path) =>
    test(value) ? [] : [{ message: `Expected ${what}`, path }];

const text = is("a string", (value) => typeof value === "string");
const number = is("a number", (value) => typeof value === "number");
const flag = is("a boolean", (value) => typeof value === "boolean");
const oneOf = (...values: string[]) =>
  is(`one of ${values.join(", ")}`, (value) => values.includes(value as string));
const autoOrNumber = is("auto or a number", (value) => value === "auto" || Number.isFinite(value));

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A closed object. */
function closed(members: Record<string, Rule>, required: readonly string[] = []): Rule {
  return (value, path) => {
    if (!isObject(value)) return [{ message: "Expected an object", path }];
    return [
      ...required
        .filter((name) => !Object.hasOwn(value, name))
        .map((name) => ({ message: "Required", path: [...path, name] })),
      ...Object.keys(value).flatMap((name) =>
        Object.hasOwn(members, name)
          ? members[name]!(value[name], [...path, name])
          : [{ message: "Unrecognized key", path: [...path, name] }],
      ),
    ];
  };
}

const listOf =
  (item: Rule): Rule =>
  (value, path) =>
    Array.isArray(value)
      ? value.flatMap((each, index) => item(each, [...path, index]))
      : [{ message: "Expected an array", path }];

const numbers = (...names: string[]) => Object.fromEntries(names.map((name) => [name, number]));
const variant = oneOf("DPO", "APO Zero");
const usual = { batch_size: autoOrNumber, ...numbers("learning_rate_multiplier", "num_epochs") };
const atOpenai = numbers("batch_size", "learning_rate_multiplier", "n_epochs");
const atGoogle = numbers("epochs", "batch_size", "learning_rate", "learning_rate_multiplier");
const switches = { enable_sft: flag, enable_preference_tuning: flag };
const legacySwitches = { is_sft_enabled: flag, is_preference_tuning_enabled: flag };

const openaiModels = [
  "gpt-4.1-2025-04-14",
  "gpt-4.1-mini-2025-04-14",
  "gpt-4o-mini-2024-07-18",
  "gpt-4o-2024-08-06",
  "gpt-3.5-turbo-0125",
];
const geminiModels = ["models/gemini-1.0-pro-001", "models/gemini-1.5-flash-001-tuning"];
const openModels = ["meta-llama/Meta-Llama-3.1-8B-Instruct", "Qwen/Qwen3-8B"];

/** The properties of each provider's configuration. */
export const providers: Record<string, Record<string, Rule>> = {
  openpipe: {
    baseModel: text,
    ...switches,
    sft_hyperparameters: closed(usual),
    preference_hyperparameters: closed({
      variant,
      ...numbers("learning_rate_multiplier", "num_epochs", "training_beta", "adapter_weight"),
    }),
    hyperparameters: closed({
      ...legacySwitches,
      ...usual,
      preference_tuning_variant: variant,
      ...numbers(
        "preference_tuning_learning_rate_multiplier",
        "preference_tuning_num_epochs",
        "preference_tuning_training_beta",
        "preference_tuning_adapter_weight",
      ),
    }),
  },
  openpipeReward: { baseModel: text, hyperparameters: closed(usual) },
  openai: {
    baseModel: oneOf(...openaiModels),
    ...switches,
    sft_hyperparameters: closed(atOpenai),
    preference_hyperparameters: closed({ beta: number, ...atOpenai }),
    hyperparameters: closed({
      ...legacySwitches,
      ...atOpenai,
      ...numbers(
        "preference_tuning_beta",
        "preference_tuning_batch_size",
        "preference_tuning_learning_rate_multiplier",
        "preference_tuning_n_epochs",
      ),
    }),
  },
  gemini: {
    baseModel: oneOf(...geminiModels),
    sft_hyperparameters: closed(atGoogle),
    hyperparameters: closed(atGoogle),
  },
};

const preferenceRule: Rule = (config, path) => {
  const { preference_hyperparameters, enable_preference_tuning } = config as Record<
    string,
    unknown
  >;
  const asks = isObject(preference_hyperparameters) && Object.keys(preference_hyperparameters)[0];
  if (asks === false || asks === undefined || enable_preference_tuning === true) return [];
  const message = "Set enable_preference_tuning to true to use preference_hyperparameters";
  return [{ message, path: [...path, "preference_hyperparameters"] }];
};

const config: Rule = (value, path) => {
  if (!isObject(value)) return [{ message: "Expected an object", path }];
  const { provider } = value;
  if (typeof provider !== "string" || !Object.hasOwn(providers, provider)) {
    return [{ message: "Invalid discriminator value", path: [...path, "provider"] }];
  }
  const shape = closed({ provider: text, ...providers[provider] }, ["provider", "baseModel"]);
  return [...shape(value, path), ...preferenceRule(value, path)];
};

const slug: Rule = (value, path) => {
  const issues = text(value, path);
  if (issues.length > 0) return issues;
  const isText = Buffer.from(value as string, "utf8").toString("utf8") === value;
  const unusable = !isText || ["", ".", ".."].includes(value as string);
  const isBaseModel = [...openaiModels, ...geminiModels, ...openModels].includes(value as string);
  return unusable || isBaseModel ? [{ message: "This slug cannot be used", path }] : [];
};

const request = closed(
  {
    datasetId: text,
    slug,
    trainingConfig: config,
    pruningRuleIds: listOf(text),
    defaultTemperature: number,
  },
  ["datasetId", "slug", "trainingConfig"],
);

/** What is wrong with the body of a create. */
export function findIssues(body: unknown): Issue[] {
  return request(body, []);
}
