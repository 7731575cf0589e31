// Generated from openapi/openapi.yaml by `npm run generate`. Do not edit by hand.

/** One thing that is wrong with a value. */
export interface ValidationIssue {
  /** JSON pointer to the place in the value; empty for the value itself. */
  pointer: string;
  /** What is wrong there, for people. */
  message: string;
}

/** A schema of the document: a bare type, or rules. */
export type Schema = string | Rules;

/** A schema without what does not matter to validation. */
export interface Rules {
  /** Another schema that contains this one; a function, because it is not there yet. */
  ref?: () => Schema;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  /** True: all that `properties` has. */
  required?: string[] | true;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | false;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  /** The property that tells the variants of `of` apart (`discriminator`). */
  by?: string;
  of?: Record<string, Schema>;
  /** Values of `by` that `of` does not have pass. */
  open?: true;
  if?: Schema;
  then?: Schema;
  else?: Schema;
  not?: Schema;
  minProperties?: number;
  maxProperties?: number;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  multipleOf?: number;
  /** It is of a kind that `fits` does not know. */
  rare?: true;
}

/** Everything that is wrong with a value; nothing when it is valid. */
export function validate(schema: Schema, value: unknown): ValidationIssue[] {
  const issues: ValidationIssue[] = [];
  // Nearly every value is right, and finding that out takes a fraction of finding what is wrong.
  if (!fits(schema, value)) check(schema, value, "", "", issues);
  return issues;
}

/** True only of what is certainly valid; about the rest, `check` decides. */
function fits(schema: Schema, value: unknown): boolean {
  if (typeof schema === "string") return schema === kindOf(value);
  if (schema.rare) return false;
  if (schema.const !== undefined) return schema.const === value;
  if (schema.enum) return schema.enum.includes(value);
  if (schema.anyOf) return schema.anyOf.some((branch) => fits(branch, value));
  if (schema.items) {
    if (!Array.isArray(value)) return false;
    // Not `every`, which skips holes.
    for (const item of value) if (!fits(schema.items, item)) return false;
    return true;
  }
  const { properties, of } = schema;
  if (!properties && !of) return !schema.type || schema.type.includes(kindOf(value));
  // What is inherited would not be sent.
  if (!value || Object.getPrototypeOf(value) !== Object.prototype) return false;
  const object = value as Record<string, unknown>;
  if (of) {
    const tag = object[schema.by!];
    const branch = typeof tag === "string" && own(of, tag);
    if (!branch || !fits(branch, value)) return false;
  }
  for (const name in properties) {
    const item = object[name];
    const property = properties[name]!;
    if (item === undefined) {
      if (requiredOf(schema).includes(name)) return false;
    } else if (property !== kindOf(item) && !fits(property, item)) return false;
  }
  if (schema.additionalProperties === false) {
    for (const name in object) if (!Object.hasOwn(properties!, name)) return false;
  }
  // What the condition requires is not there, or what follows from it is true anyway.
  if (schema.if && requiredOf(schema.if as Rules).every((name) => object[name] !== undefined)) {
    return fits(schema.then!, value);
  }
  return true;
}

// `variant` names the branch that a discriminator chose, such as "provider `openai`".
function check(
  schema: Schema,
  value: unknown,
  pointer: string,
  variant: string,
  issues: ValidationIssue[],
): void {
  const at = (name: string | number) =>
    `${pointer}/${String(name).replace(/[~/]/g, (char) => (char === "~" ? "~0" : "~1"))}`;
  const add = (message: string, name?: string) => {
    issues.push({ pointer: name === undefined ? pointer : at(name), message });
  };
  const kind = kindOf(value);
  if (typeof schema === "string") {
    if (schema !== kind) add(`must be ${schema}, not ${kind}`);
    return;
  }
  const { type } = schema;
  if (
    type &&
    type !== kind &&
    ![type].flat().some((each) => each === kind || (each === "integer" && Number.isInteger(value)))
  ) {
    add(`must be ${expected(schema)}, not ${kind}`);
    return;
  }
  if (schema.const !== undefined && value !== schema.const) add(`must be ${expected(schema)}`);
  if (schema.enum && !schema.enum.includes(value)) {
    add(`must be ${expected(schema)}${suggestion(value, schema.enum)}`);
  }
  if (kind === "object") {
    const object = value as Record<string, unknown>;
    const { properties = {}, additionalProperties: rest } = schema;
    for (const name of requiredOf(schema)) {
      if (own(object, name) === undefined) {
        add(`is required${name in properties ? `: ${expected(properties[name]!)}` : ""}`, name);
      }
    }
    for (const name of Object.keys(object)) {
      // An undefined property is not sent, so it is not there.
      if (object[name] === undefined) continue;
      const property = own(properties, name) ?? rest;
      if (property) check(property, object[name], at(name), variant, issues);
      else if (rest === false) add(unknownProperty(name, properties, pointer, variant), name);
    }
    const { by, of } = schema;
    if (by && of) {
      const tag = own(object, by);
      const branch = typeof tag === "string" && own(of, tag);
      if (branch) check(branch, value, pointer, `${by} \`${tag}\``, issues);
      else if (!(schema.open && typeof tag === "string")) {
        const needed = `one of ${quoted(Object.keys(of))}${suggestion(tag, Object.keys(of))}`;
        add(tag === undefined ? `is required: ${needed}` : `must be ${needed}`, by);
      }
    }
    if (schema.minProperties && sizeOf(object) < schema.minProperties) {
      add(`must have at least ${schema.minProperties} properties`);
    }
  }
  if (Array.isArray(value)) {
    if (schema.items) {
      for (const [index, item] of value.entries()) {
        check(schema.items, item, at(index), variant, issues);
      }
    }
  }
  if (typeof value === "string") {
  }
  if (typeof value === "number") {
  }
  const matchesOf = (branches: Schema[]) => {
    const results = branches.map((branch) => {
      const found: ValidationIssue[] = [];
      check(branch, value, pointer, variant, found);
      return found;
    });
    const matches = results.filter((found) => found.length === 0).length;
    if (matches === 0) {
      // The branch that this was meant for is the one that complains only about what is inside.
      const inside = results.find((found) => found.every((issue) => issue.pointer !== pointer));
      if (inside) issues.push(...inside);
      else add(`must be ${branches.map(expected).join(" or ")}, not ${kind}`);
    }
    return matches;
  };
  if (schema.anyOf) matchesOf(schema.anyOf);
  if (schema.if) {
    const branch = validate(schema.if, value).length === 0 ? schema.then : schema.else;
    const before = issues.length;
    if (branch) check(branch, value, pointer, variant, issues);
    for (const issue of issues.slice(before)) {
      issue.message += `, because of ${quoted(Object.keys((schema.if as Rules).properties ?? {}))}`;
    }
  }
}

function requiredOf({ required = [], properties }: Rules): string[] {
  return required === true ? Object.keys(properties!) : required;
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  // JSON has no NaN and no Infinity.
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : typeof value;
}

/** How many properties would be sent. */
function sizeOf(object: Record<string, unknown>): number {
  return Object.values(object).filter((property) => property !== undefined).length;
}

function own<T>(object: Record<string, T>, name: string): T | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function quoted(values: unknown[]): string {
  return values.map((value) => `\`${value}\``).join(", ");
}

function expected(schema: Schema): string {
  if (typeof schema === "string") return schema;
  if (schema.const !== undefined) return quoted([schema.const]);
  if (schema.enum) return `one of ${quoted(schema.enum)}`;
  if (schema.anyOf) return schema.anyOf.map(expected).join(" or ");
  return [schema.type ?? "object"].flat().join(" or ");
}

function unknownProperty(
  name: string,
  properties: Record<string, Schema>,
  pointer: string,
  variant: string,
): string {
  const names = Object.keys(properties);
  const key = pointer.split("/").pop();
  const noun = /hyperparameters$/.test(pointer) ? "hyperparameter" : "property";
  const owner = variant || (key ? `\`${key}\`` : "the input");
  return `\`${name}\` is not a ${noun} of ${owner}${suggestion(name, names) || "."} Allowed here: ${quoted(names) || "nothing"}`;
}

function suggestion(value: unknown, names: unknown[]): string {
  // Anything else is no misspelling, and may take for ever to compare or even to print.
  if (typeof value !== "string" || value.length > 100) return "";
  const wanted = simple(value);
  const [best] = names
    .map((name) => ({ name, distance: editDistance(wanted, simple(name)) }))
    .sort((a, b) => a.distance - b.distance);
  return best && best.distance <= wanted.length / 3 ? `; did you mean \`${best.name}\`?` : "";
}

function simple(value: unknown): string {
  return String(value)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
}

function editDistance(a: string, b: string): number {
  let row = [...b, ""].map((_, index) => index);
  for (const [i, left] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, right] of [...b].entries()) {
      next.push(Math.min(next[j]! + 1, row[j + 1]! + 1, row[j]! + (left === right ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}

const ModelStatus: Schema = "string";

const ModelTraining: Schema = {
  type: "object",
  required: true,
  properties: {
    "baseModel": "string",
    "hyperparameters": {
      type: ["object","null"],
    },
    "status": ModelStatus,
    "datasetId": "string",
    "errorMessage": {
      type: ["string","null"],
    },
  },
};

const ModelCapability: Schema = "string";

const ModelPricing: Schema = {
  type: "object",
  required: true,
  properties: {
    "chatIn": "number",
    "chatOut": "number",
  },
};

const Model: Schema = {
  type: "object",
  required: true,
  properties: {
    "id": "string",
    "name": "string",
    "object": {
      type: "string",
      const: "model",
    },
    "description": {
      type: ["string","null"],
    },
    "created": "string",
    "updated": "string",
    "openpipe": ModelTraining,
    "contextWindow": "number",
    "maxCompletionTokens": "number",
    "capabilities": {
      type: "array",
      items: ModelCapability,
    },
    "pricing": ModelPricing,
    "owned_by": "string",
  },
};

const BatchSize: Schema = {
  anyOf: [{
    type: "string",
    const: "auto",
  }, "number"],
};

const OpenPipeSftHyperparameters: Schema = {
  type: "object",
  additionalProperties: false,
  properties: {
    "batch_size": BatchSize,
    "learning_rate_multiplier": "number",
    "num_epochs": "number",
  },
};

const PreferenceTuningVariant: Schema = {
  type: "string",
  enum: ["DPO","APO Zero"],
};

const OpenPipePreferenceHyperparameters: Schema = {
  type: "object",
  additionalProperties: false,
  properties: {
    "variant": PreferenceTuningVariant,
    "learning_rate_multiplier": "number",
    "num_epochs": "number",
    "training_beta": "number",
    "adapter_weight": "number",
  },
};

const OpenPipeLegacyHyperparameters: Schema = {
  type: "object",
  additionalProperties: false,
  properties: {
    "is_sft_enabled": "boolean",
    "batch_size": BatchSize,
    "learning_rate_multiplier": "number",
    "num_epochs": "number",
    "is_preference_tuning_enabled": "boolean",
    "preference_tuning_variant": PreferenceTuningVariant,
    "preference_tuning_learning_rate_multiplier": "number",
    "preference_tuning_num_epochs": "number",
    "preference_tuning_training_beta": "number",
    "preference_tuning_adapter_weight": "number",
  },
};

const OpenPipeTrainingConfig: Schema = {
  type: "object",
  additionalProperties: false,
  required: ["provider","baseModel"],
  properties: {
    "provider": {
      type: "string",
      const: "openpipe",
    },
    "baseModel": "string",
    "enable_sft": "boolean",
    "enable_preference_tuning": "boolean",
    "sft_hyperparameters": OpenPipeSftHyperparameters,
    "preference_hyperparameters": OpenPipePreferenceHyperparameters,
    "hyperparameters": OpenPipeLegacyHyperparameters,
  },
  if: {
    required: true,
    properties: {
      "preference_hyperparameters": {
        minProperties: 1,
        rare: true,
      },
    },
  },
  then: {
    required: true,
    properties: {
      "enable_preference_tuning": {
        const: true,
      },
    },
  },
};

const OpenPipeRewardTrainingConfig: Schema = {
  type: "object",
  additionalProperties: false,
  required: ["provider","baseModel"],
  properties: {
    "provider": {
      type: "string",
      const: "openpipeReward",
    },
    "baseModel": "string",
    "hyperparameters": OpenPipeSftHyperparameters,
  },
};

const OpenAISftHyperparameters: Schema = {
  type: "object",
  additionalProperties: false,
  properties: {
    "batch_size": "number",
    "learning_rate_multiplier": "number",
    "n_epochs": "number",
  },
};

const OpenAIPreferenceHyperparameters: Schema = {
  type: "object",
  additionalProperties: false,
  properties: {
    "beta": "number",
    "batch_size": "number",
    "learning_rate_multiplier": "number",
    "n_epochs": "number",
  },
};

const OpenAILegacyHyperparameters: Schema = {
  type: "object",
  additionalProperties: false,
  properties: {
    "is_sft_enabled": "boolean",
    "batch_size": "number",
    "learning_rate_multiplier": "number",
    "n_epochs": "number",
    "is_preference_tuning_enabled": "boolean",
    "preference_tuning_beta": "number",
    "preference_tuning_batch_size": "number",
    "preference_tuning_learning_rate_multiplier": "number",
    "preference_tuning_n_epochs": "number",
  },
};

const OpenAITrainingConfig: Schema = {
  type: "object",
  additionalProperties: false,
  required: ["provider","baseModel"],
  properties: {
    "provider": {
      type: "string",
      const: "openai",
    },
    "baseModel": {
      type: "string",
      enum: ["gpt-4.1-2025-04-14","gpt-4.1-mini-2025-04-14","gpt-4o-mini-2024-07-18","gpt-4o-2024-08-06","gpt-3.5-turbo-0125"],
    },
    "enable_sft": "boolean",
    "enable_preference_tuning": "boolean",
    "sft_hyperparameters": OpenAISftHyperparameters,
    "preference_hyperparameters": OpenAIPreferenceHyperparameters,
    "hyperparameters": OpenAILegacyHyperparameters,
  },
  if: {
    required: true,
    properties: {
      "preference_hyperparameters": {
        minProperties: 1,
        rare: true,
      },
    },
  },
  then: {
    required: true,
    properties: {
      "enable_preference_tuning": {
        const: true,
      },
    },
  },
};

const GeminiHyperparameters: Schema = {
  type: "object",
  additionalProperties: false,
  properties: {
    "epochs": "number",
    "batch_size": "number",
    "learning_rate": "number",
    "learning_rate_multiplier": "number",
  },
};

const GeminiTrainingConfig: Schema = {
  type: "object",
  additionalProperties: false,
  required: ["provider","baseModel"],
  properties: {
    "provider": {
      type: "string",
      const: "gemini",
    },
    "baseModel": {
      type: "string",
      enum: ["models/gemini-1.0-pro-001","models/gemini-1.5-flash-001-tuning"],
    },
    "sft_hyperparameters": GeminiHyperparameters,
    "hyperparameters": GeminiHyperparameters,
  },
};

const TrainingConfig: Schema = {
  type: "object",
  by: "provider",
  of: {
    "openpipe": OpenPipeTrainingConfig,
    "openpipeReward": OpenPipeRewardTrainingConfig,
    "openai": OpenAITrainingConfig,
    "gemini": GeminiTrainingConfig,
  },
};

const CreateModelRequest: Schema = {
  type: "object",
  additionalProperties: false,
  required: ["datasetId","slug","trainingConfig"],
  properties: {
    "datasetId": "string",
    "slug": "string",
    "trainingConfig": TrainingConfig,
    "pruningRuleIds": {
      type: "array",
      items: "string",
    },
    "defaultTemperature": "number",
  },
};

const ModelList: Schema = {
  type: "object",
  required: true,
  properties: {
    "object": {
      type: "string",
      const: "list",
    },
    "data": {
      type: "array",
      items: Model,
    },
  },
};

const DeletedModel: Schema = {
  type: "object",
  required: true,
  properties: {
    "id": "string",
    "object": {
      type: "string",
      const: "model",
    },
    "deleted": "boolean",
  },
};

/** The checks of one operation; what its document does not describe has none. */
export interface OperationValidators {
  /** What is wrong with a request body. Strict. */
  request?: (value: unknown) => ValidationIssue[];
  /** What is wrong with a success body. Unknown properties and enum values pass. */
  response?: (value: unknown) => ValidationIssue[];
}

/** The checks of every operation, by `operationId`. */
export const validators: Record<"createModel" | "listModels" | "getModel" | "deleteModel", OperationValidators> = {
  createModel: { request: (value) => validate(CreateModelRequest, value), response: (value) => validate(Model, value) },
  listModels: { response: (value) => validate(ModelList, value) },
  getModel: { response: (value) => validate(Model, value) },
  deleteModel: { response: (value) => validate(DeletedModel, value) },
};
