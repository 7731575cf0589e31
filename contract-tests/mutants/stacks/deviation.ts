import type { Change } from "./server.js";
import type { Json, Stored } from "./stack.js";

/** Something that real stacks get wrong. */
export interface Deviation {
  name: string;
  /** What does it. */
  stack: string;
  /** The words of the document, or of the facts that it was written from, that rule it out. */
  rule: string;
  change: Change;
}

/** The words that rule out more than one deviation. */
export const rules = {
  id: "Model.id: the slug that the model was created with",
  dataset: "ModelTraining.datasetId: the dataset that the model is trained on",
  baseModel: "ModelTraining.baseModel: the base model that was asked for",
  echo: "ModelTraining.hyperparameters: the hyperparameters that were sent",
  created: "Model.created: when the model was created",
  pending: "A new model is PENDING",
  closed: "CreateModelRequest: any other property is refused",
  schema: "The schema of the answer",
  input: "The schema of the request: invalid input is 400 BAD_REQUEST",
  valid: "The schema of the request: valid input creates a model",
  json: "The request body is application/json, and 400 PARSE_ERROR if it is not",
  token: "401: the token is missing, malformed or unknown",
  readOnly: "Creating and deleting need the read/write key; with the read-only one they answer 401",
  order: "The API checks in this order: path, body syntax, token, input",
  error: "Every error has the same shape: message, code and, when the input was refused, issues",
  code: "The table of statuses and codes",
  notFound: "404: the project has no model with this slug",
  deleted: "deleteModel: removes the model",
  taken: "A slug that is taken is refused",
  noJob: "The slug is taken, and this request started no job",
  list: "ModelList: all models of a project",
  media: "The answer is application/json",
  leaks: "No answer tells a token, a stack, a query or a path of the server",
  never500: "An input is accepted, or refused with 400: 500 means that the API failed",
};

/** A shown model with another training. */
export function withTraining(shown: unknown, change: (training: Json) => Json): Json {
  const model = shown as Json & { openpipe: Json };
  return { ...model, openpipe: { ...model.openpipe, ...change(model.openpipe) } };
}

/** Changes the shown hyperparameters, if there are any. */
export function withSettings(shown: unknown, change: (settings: Json) => unknown): Json {
  return withTraining(shown, ({ hyperparameters }) =>
    hyperparameters ? { hyperparameters: change(hyperparameters as Json) } : {},
  );
}

export function mapValues(object: Json, change: (value: unknown, name: string) => unknown): Json {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => [name, change(value, name)]),
  );
}

export function mapNames(object: Json, change: (name: string) => string): Json {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [change(name), value]));
}

export const numbersOf = (settings: Json, change: (value: number) => unknown): Json =>
  mapValues(settings, (value) => (typeof value === "number" ? change(value) : value));

export const config = (request: Json) => request.trainingConfig as Json;
export const isTheirs = ({ model }: Stored) => model.id.startsWith("acme-");
