import type { JsonObject, Schema } from "../engine/derive/schema.js";
import type { MakeModel } from "./model.js";
import type { ModelStore } from "./store.js";

/** An answer as it goes over the wire. */
export interface Answer {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: string;
}

/** A request that was answered, as a deviation sees it. */
export interface Exchange {
  /** `undefined` where the document has no such operation. */
  operationId: string | undefined;
  /** The slug in the path. */
  slug: string | undefined;
  /** The body that was sent, if it could be read as JSON. */
  body: unknown;
  models: ModelStore;
  makeModel: MakeModel;
}

/** What a request brings along to be let in. */
export interface Credentials {
  operationId: string;
  /** What the operation's header holds; of several headers, the first that is wrong. */
  authorization: string | undefined;
  /** Which of its headers hold the right key. */
  rightHeaders: string[];
}

/**
 * One way in which the server does not conform. Each hook replaces one decision of the server; a hook
 * that is left out leaves that decision as it should be.
 */
export interface Deviation {
  /** Validates the body of an operation instead of the document's schema. */
  requestSchema?: { operationId: string; schema: Schema };
  /** Whether a request is let in; `right` is what the server would say. */
  authorize?(credentials: Credentials, right: boolean): boolean;
  /** Reads a body instead of `JSON.parse`; may throw, which is then a server error. */
  parse?(text: string, contentType: string, right: () => unknown): unknown;
  /** The state of the server. */
  models?(right: ModelStore): ModelStore;
  /** Changes what a create makes. */
  create?(model: JsonObject, request: JsonObject): JsonObject;
  /** Changes an answer before it is sent. */
  answer?(answer: Answer, exchange: Exchange): Answer;
}
