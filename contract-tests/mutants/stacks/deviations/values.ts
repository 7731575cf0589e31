import { fieldsOf } from "../../form.js";
import { config, type Deviation, mapNames, rules } from "../deviation.js";
import { findIssues, isObject, type Issue, providers } from "../input.js";
import type { Change } from "../server.js";
import { type Json, Refusal } from "../stack.js";

/** Reads an input as another one before it is checked. */
const reads =
  (change: (body: Json) => unknown): Change =>
  () => ({ read: (body) => (isObject(body) ? change(structuredClone(body)) : body) });

/** Overlooks some issues. */
const overlooks =
  (isOverlooked: (issue: Issue, value: unknown, body: Json) => boolean): Change =>
  (_, own) => ({
    issues: (body) =>
      own
        .issues(body)
        .filter((issue) => !isOverlooked(issue, valueAt(body, issue.path), body as Json)),
    text: (sent) => (typeof sent === "string" ? own.text(sent) : String(sent)),
  });

/** Reads each text, number or other value otherwise, wherever it stands. */
const readsValues = (change: (value: unknown, name: string) => unknown): Change =>
  reads((body) => deep(body, "", change));

const readsNames = (change: (name: string) => string): Change =>
  reads((body) => deepNames(body, change));

/** Understands more than JSON. */
const parses =
  (change: (text: string) => string): Change =>
  (_, own) => ({
    parseJson(text) {
      try {
        return own.parseJson(text);
      } catch {
        return own.parseJson(change(text));
      }
    },
  });

const takesType =
  (pattern: RegExp, read: (text: string) => string = (text) => text): Change =>
  (stack, own) => ({
    parse: (incoming) =>
      pattern.test(incoming.headers["content-type"] ?? "")
        ? stack.parseJson(read(incoming.body))
        : own.parse(incoming),
  });

const isNumberWanted = ({ message }: Issue) => /a number/.test(message);
const isFlagWanted = ({ message }: Issue) => /a boolean/.test(message);
const isUnknown = ({ message }: Issue) => message === "Unrecognized key";
const last = ({ path }: Issue) => path.at(-1);

/** A name or a value that only looks right. */
export const values: Deviation[] = [
  {
    name: "names are read in any case",
    stack: "Go's encoding/json, ASP.NET",
    rule: rules.closed,
    change: readsNames(
      (name) => allNames.find((known) => known.toLowerCase() === name.toLowerCase()) ?? name,
    ),
  },
  {
    name: "names are read in snake case, too",
    stack: "Pydantic's populate_by_name",
    rule: rules.closed,
    change: readsNames(
      (name) =>
        ({
          dataset_id: "datasetId",
          training_config: "trainingConfig",
          pruning_rule_ids: "pruningRuleIds",
          default_temperature: "defaultTemperature",
        })[name] ?? name,
    ),
  },
  {
    name: "names are read in camel case, too",
    stack: "a camel case middleware",
    rule: rules.closed,
    change: readsNames((name) =>
      /^(datasetId|trainingConfig|baseModel|pruningRuleIds|defaultTemperature)$/.test(name)
        ? name
        : name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    ),
  },
  {
    name: "white space around names is trimmed",
    stack: "a lenient mapper",
    rule: rules.closed,
    change: readsNames((name) => name.trim()),
  },
  {
    name: "unknown properties that are null are ignored",
    stack: "a mapper that skips null first",
    rule: rules.closed,
    change: overlooks((issue, value) => isUnknown(issue) && value === null),
  },
  {
    name: "unknown properties are ignored",
    stack: "Jackson, most of the world",
    rule: rules.closed,
    change: overlooks(isUnknown),
  },
  {
    name: "unknown properties of settings are ignored",
    stack: "zod's default: strip",
    rule: rules.closed,
    change: overlooks((issue) => isUnknown(issue) && issue.path.length === 3),
  },
  {
    name: "unknown properties of the configuration are ignored",
    stack: "zod's default: strip",
    rule: rules.closed,
    change: overlooks((issue) => isUnknown(issue) && issue.path.length === 2),
  },
  {
    name: "constructor is a known property",
    stack: "name in schema.properties",
    rule: rules.closed,
    change: overlooks(
      (issue) =>
        isUnknown(issue) &&
        ["constructor", "toString", "hasOwnProperty", "valueOf"].includes(String(last(issue))),
    ),
  },
  {
    name: "__proto__ is ignored",
    stack: "secure-json-parse with remove, object spread",
    rule: rules.closed,
    change: overlooks((issue) => isUnknown(issue) && last(issue) === "__proto__"),
  },
  {
    name: "properties that begin with an underscore are ignored",
    stack: "Mongoose, PHP frameworks",
    rule: rules.closed,
    change: overlooks((issue) => isUnknown(issue) && String(last(issue)).startsWith("_")),
  },
  {
    name: "properties that begin with $ are ignored",
    stack: "express-mongo-sanitize",
    rule: rules.closed,
    change: overlooks((issue) => isUnknown(issue) && String(last(issue)).startsWith("$")),
  },
  {
    name: "an id in the request is taken",
    stack: "an ORM's mass assignment",
    rule: rules.closed,
    change: overlooks(
      (issue) =>
        isUnknown(issue) && ["id", "status", "created", "owned_by"].includes(String(last(issue))),
    ),
  },
  {
    name: "an empty property name is ignored",
    stack: "a mapper that skips it",
    rule: rules.closed,
    change: overlooks((issue) => isUnknown(issue) && last(issue) === ""),
  },
  {
    name: "only the first of a list is checked",
    stack: "a check by a sample",
    rule: rules.input,
    change: overlooks(({ path }) => path[0] === "pruningRuleIds" && Number(path[1]) > 0),
  },
  {
    name: "only the last of a list is checked",
    stack: "a loop that overwrites its verdict",
    rule: rules.input,
    change: overlooks(
      ({ path }, _, body) =>
        path[0] === "pruningRuleIds" &&
        Number(path[1]) < (body.pruningRuleIds as unknown[]).length - 1,
    ),
  },
  {
    name: "one text stands for a list",
    stack: "Jackson's ACCEPT_SINGLE_VALUE_AS_ARRAY, Ajv's coerceTypes: array",
    rule: rules.input,
    change: reads((body) =>
      typeof body.pruningRuleIds === "string"
        ? { ...body, pruningRuleIds: [body.pruningRuleIds] }
        : body,
    ),
  },
  {
    name: "an object stands for a list",
    stack: "qs, lodash, PHP arrays",
    rule: rules.input,
    change: reads((body) =>
      isObject(body.pruningRuleIds)
        ? { ...body, pruningRuleIds: Object.values(body.pruningRuleIds) }
        : body,
    ),
  },
  {
    name: "numbers in a list of texts are taken",
    stack: "a union of string and number",
    rule: rules.input,
    change: overlooks(
      ({ path }, value) => path[0] === "pruningRuleIds" && typeof value === "number",
    ),
  },
  {
    name: "null in a list is skipped",
    stack: "compact()",
    rule: rules.input,
    change: overlooks(
      ({ path }, value) => path[0] === "pruningRuleIds" && path.length === 2 && value === null,
    ),
  },
  {
    name: "null stands for an empty list",
    stack: "Go's nil slices",
    rule: rules.input,
    change: overlooks(({ path }, value) => path[0] === "pruningRuleIds" && value === null),
  },
  {
    name: "a list of one stands for an object",
    stack: "PHP's json_decode as arrays",
    rule: rules.input,
    change: reads((body) =>
      Array.isArray(body.trainingConfig)
        ? { ...body, trainingConfig: body.trainingConfig[0] as unknown }
        : body,
    ),
  },
  {
    name: "an empty list stands for an object",
    stack: "PHP's [] and {}",
    rule: rules.input,
    change: readsValues((value, name) =>
      /hyperparameters$/.test(name) && Array.isArray(value) && value.length === 0 ? {} : value,
    ),
  },
  {
    name: "a list stands for an object",
    stack: "typeof value === 'object'",
    rule: rules.input,
    change: readsValues((value, name) =>
      /hyperparameters$/.test(name) && Array.isArray(value) ? {} : value,
    ),
  },
  {
    name: "JSON in a text stands for an object",
    stack: "fields of multipart forms",
    rule: rules.input,
    change: readsValues((value, name) =>
      /hyperparameters$|Config$/.test(name) && typeof value === "string" ? parsed(value) : value,
    ),
  },
  {
    name: "an empty text stands for an object",
    stack: "Jackson's ACCEPT_EMPTY_STRING_AS_NULL_OBJECT",
    rule: rules.input,
    change: readsValues((value, name) =>
      /hyperparameters$/.test(name) && value === "" ? {} : value,
    ),
  },
  {
    name: "null stands for an object of settings",
    stack: "settings ?? {}",
    rule: rules.input,
    change: readsValues((value, name) =>
      /hyperparameters$/.test(name) && value === null ? {} : value,
    ),
  },
  {
    name: "null stands for a property left out",
    stack: "zod's nullish, Java's null",
    rule: rules.input,
    change: (_, own) => ({
      read: (body) =>
        isObject(body)
          ? Object.fromEntries(
              Object.entries(body).filter(
                ([n, v]) => v !== null || !/^(pruningRuleIds|defaultTemperature)$/.test(n),
              ),
            )
          : body,
      issues: own.issues,
    }),
  },
  {
    name: "null stands for a number",
    stack: "Number(null)",
    rule: rules.input,
    change: overlooks((issue, value) => isNumberWanted(issue) && value === null),
  },
  {
    name: "null stands for a boolean",
    stack: "a nullable column",
    rule: rules.input,
    change: overlooks((issue, value) => isFlagWanted(issue) && value === null),
  },
  {
    name: "texts of digits stand for numbers",
    stack: "Ajv's coerceTypes, Pydantic's lax mode",
    rule: rules.input,
    change: overlooks(
      (issue, value) =>
        isNumberWanted(issue) &&
        typeof value === "string" &&
        value.trim() !== "" &&
        Number.isFinite(Number(value)),
    ),
  },
  {
    name: "an empty text stands for a number",
    stack: "Number('')",
    rule: rules.input,
    change: overlooks((issue, value) => isNumberWanted(issue) && value === ""),
  },
  {
    name: "texts that begin with digits stand for numbers",
    stack: "parseFloat",
    rule: rules.input,
    change: overlooks(
      (issue, value) =>
        isNumberWanted(issue) &&
        Number.isFinite(parseFloat(String(value))) &&
        typeof value === "string",
    ),
  },
  {
    name: "booleans stand for numbers",
    stack: "Python: True is an int",
    rule: rules.input,
    change: overlooks((issue, value) => isNumberWanted(issue) && typeof value === "boolean"),
  },
  {
    name: "a list of one number stands for a number",
    stack: "Number([1])",
    rule: rules.input,
    change: overlooks(
      (issue, value) => isNumberWanted(issue) && Array.isArray(value) && value.length === 1,
    ),
  },
  {
    name: "true and false in texts stand for booleans",
    stack: "Ajv's coerceTypes, Spring",
    rule: rules.input,
    change: overlooks(
      (issue, value) => isFlagWanted(issue) && (value === "true" || value === "false"),
    ),
  },
  {
    name: "0 and 1 stand for booleans",
    stack: "Pydantic, MySQL's tinyint",
    rule: rules.input,
    change: overlooks((issue, value) => isFlagWanted(issue) && (value === 0 || value === 1)),
  },
  {
    name: "yes and no stand for booleans",
    stack: "Pydantic, YAML",
    rule: rules.input,
    change: overlooks(
      (issue, value) => isFlagWanted(issue) && /^(yes|no|on|off|t|f|y|n)$/i.test(String(value)),
    ),
  },
  {
    name: "a number stands for a text",
    stack: "Ajv's coerceTypes, Jackson",
    rule: rules.input,
    change: overlooks(
      ({ message }, value) => message === "Expected a string" && typeof value === "number",
    ),
  },
  {
    name: "a boolean stands for a text",
    stack: "Ajv's coerceTypes, Jackson",
    rule: rules.input,
    change: overlooks(
      ({ message }, value) => message === "Expected a string" && typeof value === "boolean",
    ),
  },
  {
    name: "enum values are read in any case",
    stack: "Jackson's ACCEPT_CASE_INSENSITIVE_ENUMS",
    rule: rules.input,
    change: readsValues(
      (value) =>
        enumValues.find(
          (known) =>
            known.toLowerCase() === String(value).toLowerCase() && typeof value === "string",
        ) ?? value,
    ),
  },
  {
    name: "enum values are trimmed",
    stack: "a trimming deserializer",
    rule: rules.input,
    change: readsValues(
      (value) =>
        enumValues.find((known) => typeof value === "string" && known === value.trim()) ?? value,
    ),
  },
  {
    name: "enum values are matched by their beginning",
    stack: "a pattern without its end",
    rule: rules.input,
    change: readsValues(
      (value) =>
        enumValues.find((known) => typeof value === "string" && value.startsWith(known)) ?? value,
    ),
  },
  {
    name: "enum values are matched by a line",
    stack: "a pattern in multiline mode, Ruby's ^ and $",
    rule: rules.input,
    change: readsValues(
      (value) =>
        enumValues.find(
          (known) => typeof value === "string" && value.split("\n").includes(known),
        ) ?? value,
    ),
  },
  {
    name: "enum values with another separator are taken",
    stack: "an enum by its name in the code: APO_ZERO",
    rule: rules.input,
    change: readsValues(
      (value) =>
        enumValues.find(
          (known) => typeof value === "string" && known === value.replace(/[_-]/g, " "),
        ) ?? value,
    ),
  },
  {
    name: "a list of one enum value stands for it",
    stack: "PHP's in_array on a cast",
    rule: rules.input,
    change: readsValues((value) =>
      Array.isArray(value) && value.length === 1 && enumValues.includes(String(value[0]))
        ? (value[0] as unknown)
        : value,
    ),
  },
  {
    name: "auto is taken where only numbers are",
    stack: "one type for all providers",
    rule: rules.input,
    change: overlooks((issue, value) => last(issue) === "batch_size" && value === "auto"),
  },
  {
    name: "any text is a batch size",
    stack: "a union of text and number",
    rule: rules.input,
    change: overlooks((issue, value) => last(issue) === "batch_size" && typeof value === "string"),
  },
  {
    name: "any variant is taken",
    stack: "an enum that only the database knows",
    rule: rules.input,
    change: overlooks(
      (issue, value) => /variant$/.test(String(last(issue))) && typeof value === "string",
    ),
  },
  {
    name: "any base model of OpenAI is taken",
    stack: "a list that the provider enforces later",
    rule: rules.input,
    change: overlooks(
      ({ path }, value, body) =>
        path[1] === "baseModel" && typeof value === "string" && config(body).provider === "openai",
    ),
  },
  {
    name: "any base model of Gemini is taken",
    stack: "a list that the provider enforces later",
    rule: rules.input,
    change: overlooks(
      ({ path }, value, body) =>
        path[1] === "baseModel" && typeof value === "string" && config(body).provider === "gemini",
    ),
  },
  {
    name: "settings of any provider are taken",
    stack: "a union that is merged to one object",
    rule: rules.closed,
    change: overlooks(
      (issue) =>
        isUnknown(issue) && allNames.includes(String(last(issue))) && issue.path.length > 1,
    ),
  },
  {
    name: "the provider is guessed when it is missing",
    stack: "a union without its discriminator",
    rule: rules.input,
    change: reads((body) =>
      isObject(body.trainingConfig) && !("provider" in body.trainingConfig)
        ? { ...body, trainingConfig: { ...body.trainingConfig, provider: "openpipe" } }
        : body,
    ),
  },
  {
    name: "an unknown provider is read as openpipe",
    stack: "a default of a switch",
    rule: rules.input,
    change: reads((body) =>
      isObject(body.trainingConfig) && !(String(body.trainingConfig.provider) in providers)
        ? { ...body, trainingConfig: { ...body.trainingConfig, provider: "openpipe" } }
        : body,
    ),
  },
  {
    name: "preference tuning need not be enabled",
    stack: "a rule across fields that no schema says",
    rule: "Unless empty, preference_hyperparameters need enable_preference_tuning: true",
    change: overlooks(({ message }) => message.startsWith("Set enable")),
  },
  {
    name: "preference tuning need not be enabled at OpenAI",
    stack: "a refinement on one branch of a union",
    rule: "Unless empty, preference_hyperparameters need enable_preference_tuning: true",
    change: overlooks(
      ({ message }, _, body) =>
        message.startsWith("Set enable") && config(body).provider === "openai",
    ),
  },
  {
    name: "preference tuning must only not be disabled",
    stack: "enable_preference_tuning !== false",
    rule: "Unless empty, preference_hyperparameters need enable_preference_tuning: true",
    change: overlooks(
      ({ message }, _, body) =>
        message.startsWith("Set enable") && config(body).enable_preference_tuning === undefined,
    ),
  },
  {
    name: "empty preference settings need preference tuning",
    stack: "a check for presence",
    rule: rules.valid,
    change: (_, own) => ({
      issues: (body) => [
        ...own.issues(body),
        ...(isObject(body) &&
        isObject(body.trainingConfig) &&
        body.trainingConfig.preference_hyperparameters &&
        body.trainingConfig.enable_preference_tuning !== true
          ? [{ message: "Enable preference tuning", path: [] }]
          : []),
      ],
    }),
  },
  {
    name: "base models are only those of the list",
    stack: "an enum out of the reference",
    rule: "The list is not enforced: any string passes the check of the input",
    change: refuses(
      (body) =>
        config(body).provider === "openpipe" &&
        !/^(meta-llama|Qwen|mistralai|google)\//.test(String(config(body).baseModel)),
    ),
  },
  {
    name: "deprecated settings are refused",
    stack: "a removed field",
    rule: rules.valid,
    change: refuses(
      (body) => config(body).provider === "openai" && "hyperparameters" in config(body),
    ),
  },
  {
    name: "no rules are refused",
    stack: "an array with minItems",
    rule: rules.valid,
    change: refuses(
      (body) => Array.isArray(body.pruningRuleIds) && body.pruningRuleIds.length === 0,
    ),
  },
  {
    name: "empty settings are refused",
    stack: "a check that an object is not empty",
    rule: rules.valid,
    change: refuses(
      (body) =>
        isObject(config(body).sft_hyperparameters) &&
        Object.keys(config(body).sft_hyperparameters as Json).length === 0,
    ),
  },
  {
    name: "the provider has to come first",
    stack: "System.Text.Json's polymorphic discriminator",
    rule: "JSON objects are unordered: valid input creates a model",
    change: refuses((body) => Object.keys(config(body))[0] !== "provider"),
  },
  {
    name: "the slug has to come before the configuration",
    stack: "a streaming parser",
    rule: "JSON objects are unordered: valid input creates a model",
    change: refuses(
      (body) => Object.keys(body).indexOf("slug") > Object.keys(body).indexOf("trainingConfig"),
    ),
  },
  {
    name: "comments in JSON are taken",
    stack: "Jackson's ALLOW_COMMENTS, JSON5",
    rule: rules.json,
    change: parses((text) => text.replace(/\/\*.*?\*\//gs, "").replace(/^\s*\/\/.*$/gm, "")),
  },
  {
    name: "text after JSON is ignored",
    stack: "Go's json.Decoder, Ruby, Jackson without FAIL_ON_TRAILING_TOKENS",
    rule: rules.json,
    change: parses((text) => text.slice(0, text.lastIndexOf("}") + 1)),
  },
  {
    name: "a second JSON text is ignored",
    stack: "Go's json.Decoder",
    rule: rules.json,
    change: parses((text) => text.slice(0, endOfFirst(text))),
  },
  {
    name: "text before JSON is skipped",
    stack: "a cut at the first brace",
    rule: rules.json,
    change: parses((text) => text.slice(text.indexOf("{"))),
  },
  {
    name: "NaN and Infinity are numbers",
    stack: "Python's json",
    rule: rules.json,
    change: parses((text) => text.replace(/-?\b(NaN|Infinity)\b/g, "0")),
  },
  {
    name: "single quotes are taken",
    stack: "JSON5, Gson lenient",
    rule: rules.json,
    change: parses((text) => text.replaceAll("'", '"')),
  },
  {
    name: "a trailing comma is taken",
    stack: "JSON5, Newtonsoft",
    rule: rules.json,
    change: parses((text) => text.replace(/,(\s*[}\]])/g, "$1")),
  },
  {
    name: "names without quotes are taken",
    stack: "JSON5, Gson lenient, YAML",
    rule: rules.json,
    change: parses((text) => text.replace(/([{,]\s*)([A-Za-z_]\w*)\s*:/g, '$1"$2":')),
  },
  {
    name: "numbers with zeros in front are taken",
    stack: "Jackson's ALLOW_LEADING_ZEROS, JSON5's hexadecimal",
    rule: rules.json,
    change: parses((text) => text.replace(/([:,[]\s*)0+(?=\d)/g, "$1")),
  },
  {
    name: "numbers with a plus or a bare point are taken",
    stack: "JSON5",
    rule: rules.json,
    change: parses((text) => text.replace(/([:,[]\s*)\+/g, "$1").replace(/([:,[]\s*)\./g, "$10.")),
  },
  {
    name: "control characters in texts are taken",
    stack: "Python's strict=False",
    rule: rules.json,
    change: parses((text) => text.replace(/[\n\t]/g, " ")),
  },
  {
    name: "an open end of JSON is closed",
    stack: "a tolerant parser",
    rule: rules.json,
    change: parses((text) => `${text}}`),
  },
  {
    name: "an empty body is an empty object",
    stack: "Express's body parser",
    rule: rules.json,
    change: (_, own) => ({ parseJson: (text) => (text === "" ? {} : own.parseJson(text)) }),
  },
  {
    name: "a media type with its charset is refused",
    stack: "a comparison with the whole header",
    rule: rules.json,
    change: (_, own) => ({
      parse(incoming) {
        if (incoming.headers["content-type"]?.includes(";"))
          throw new Refusal(415, "UNSUPPORTED_MEDIA_TYPE", "Send application/json");
        return own.parse(incoming);
      },
    }),
  },
  {
    name: "text/plain is read as JSON",
    stack: "a body parser with type */*",
    rule: rules.json,
    change: takesType(/^text\/plain/),
  },
  {
    name: "any media type with json in it is read",
    stack: "type.includes('json')",
    rule: rules.json,
    change: takesType(/json/),
  },
  {
    name: "a form is read",
    stack: "Express's urlencoded, Rails, PHP",
    rule: rules.json,
    change: takesType(/^application\/x-www-form-urlencoded/, (form) =>
      JSON.stringify(fieldsOf(form)),
    ),
  },
  {
    name: "multipart is read as JSON",
    stack: "a body parser with type */*",
    rule: rules.json,
    change: takesType(/^multipart\//),
  },
  {
    name: "XML's media type is read as JSON",
    stack: "a body parser with type */*",
    rule: rules.json,
    change: takesType(/xml/),
  },
  {
    name: "a list of one request is a request",
    stack: "a batch endpoint",
    rule: rules.input,
    change: () => ({
      read: (body) => (Array.isArray(body) && body.length === 1 ? (body[0] as unknown) : body),
    }),
  },
  {
    name: "a wrapped request is unwrapped",
    stack: "Rails' wrap_parameters, JSON:API",
    rule: rules.closed,
    change: () => ({
      read: (body) => (isObject(body) && isObject(body.model) ? body.model : body),
    }),
  },
];

/** Refuses more than the schema does. */
function refuses(isRefused: (body: Json) => boolean): Change {
  return () => ({
    issues(body) {
      const issues = findIssues(body);
      if (issues.length > 0) return issues;
      return isRefused(body as Json) ? [{ message: "Not allowed", path: [] }] : [];
    },
  });
}

const enumValues = [
  "DPO",
  "APO Zero",
  "auto",
  "openpipe",
  "openpipeReward",
  "openai",
  "gemini",
  "gpt-4.1-2025-04-14",
  "gpt-4.1-mini-2025-04-14",
  "gpt-4o-mini-2024-07-18",
  "gpt-4o-2024-08-06",
  "gpt-3.5-turbo-0125",
  "models/gemini-1.0-pro-001",
  "models/gemini-1.5-flash-001-tuning",
];
const allNames = [
  "datasetId",
  "slug",
  "trainingConfig",
  "pruningRuleIds",
  "defaultTemperature",
  "provider",
  "baseModel",
  "enable_sft",
  "enable_preference_tuning",
  "sft_hyperparameters",
  "preference_hyperparameters",
  "hyperparameters",
  "batch_size",
  "learning_rate_multiplier",
  "learning_rate",
  "num_epochs",
  "n_epochs",
  "epochs",
  "variant",
  "beta",
  "training_beta",
  "adapter_weight",
  "is_sft_enabled",
  "is_preference_tuning_enabled",
];

function valueAt(body: unknown, path: Issue["path"]): unknown {
  return path.reduce<unknown>((value, name) => Object(value)[name] as unknown, body);
}

function deep(
  value: unknown,
  name: string,
  change: (value: unknown, name: string) => unknown,
): unknown {
  const changed = change(value, name);
  if (Array.isArray(changed)) return changed.map((each) => deep(each, name, change));
  if (!isObject(changed)) return changed;
  return Object.fromEntries(Object.entries(changed).map(([n, each]) => [n, deep(each, n, change)]));
}

function deepNames(value: unknown, change: (name: string) => string): unknown {
  if (!isObject(value)) return value;
  const inner = Object.entries(value).map(
    ([name, each]) => [name, deepNames(each, change)] as const,
  );
  return mapNames(Object.fromEntries(inner), change);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Where the first JSON object of a text ends. */
function endOfFirst(text: string): number {
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (quoted && character === "\\") index++;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && character === "{") depth++;
    else if (!quoted && character === "}" && --depth === 0) return index + 1;
  }
  return text.length;
}
