import type { ParameterStyle } from "../http/parameters.js";
import type { SecurityScheme } from "../options/credentials.js";
import type { Schema } from "../validation/schema.js";

/** A row of `generated/operations.ts`: all that is needed to make one kind of request. */
export interface Operation {
  /** The `operationId`. */
  id: string;
  method: string;
  /** The path template below the base URL, such as `/models/{modelSlug}`. */
  path: string;
  /** Those of the path first, in its order. */
  parameters: Parameter[];
  /** What is sent, unless there is no body. */
  body?: { required: boolean; content: Content };
  /** What a success answers, by status (`200`, `2XX`). */
  answers: Record<string, Content>;
  /** The statuses that the document lists for failures. */
  errors: string[];
  /** The `Accept` header: what `answers` can be. */
  accept: string;
  /** Alternatives, each a list of what it takes; empty when no key is asked for. */
  security: SecurityScheme[][];
  deprecated?: boolean;
  /** The page of the rendered docs. */
  docs?: string;
}

/** A schema for each media type; `{}` where anything goes. */
export type Content = Record<string, Schema>;

/** A parameter of the path, the query or the headers. */
export interface Parameter extends ParameterStyle {
  required: boolean;
  schema: Schema;
}
