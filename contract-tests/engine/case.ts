import type { TokenUse } from "./run/tokens.js";

/** What a case is about; the lifecycle group is made of scenarios, not of single requests. */
export type CaseGroup =
  "valid" | "invalid" | "security" | "protocol" | "unknown-resource" | "lifecycle";

/** The kinds of server that the cases can run against. */
export type TargetKind = "mock" | "reference" | "live";

/** One request and what its answer has to be, derived from the bundled document. */
export interface ContractCase {
  /** Stable, readable and unique: `createModel / openai / sft_hyperparameters.n_epochs / wrong type: string`. */
  id: string;
  operationId: string;
  group: CaseGroup;
  /** JSON pointer into the bundled document: the rule under test. */
  pointer: string;
  /** JSON pointer into the request body: the value under test; "" for the body as a whole. */
  instancePath: string;
  request: CaseRequest;
  expect: Expectation;
  /** Why a kind of target cannot decide the case; it is skipped there, with this reason. */
  undecidableOn?: Partial<Record<TargetKind, string>>;
}

export interface CaseRequest {
  /** Upper case. */
  method: string;
  /** The path with its parameters filled in and encoded, and the query: `/models/some-slug`. */
  path: string;
  /** Without `Authorization` and `Content-Type`, which `token` and `body` decide. */
  headers: Record<string, string>;
  token: TokenUse;
  /** The headers that hold the token, each with what stands before it; left out: a bearer token. */
  tokenHeaders?: Record<string, string>;
  /** Left out: no body and no `Content-Type`. */
  body?: CaseBody;
}

export interface CaseBody {
  contentType: string;
  content:
    | { json: unknown }
    /** The value is serialised and then broken, so that a target can still adapt it. */
    | { json: unknown; malformed: Malformation }
    | { json: unknown; spelled: Spelling }
    | { text: string };
}

export type Malformation =
  | "truncated"
  | "trailing comma"
  | "single quotes"
  | "a comment"
  | "text behind"
  | "a second JSON text"
  | "text in front"
  | "names without quotes"
  | "a control character in a text"
  | "NaN for a number"
  | "Infinity for a number"
  | "a zero in front of a number"
  | "a plus in front of a number";

/** The value as it is, in another spelling. */
export type Spelling =
  | "numbers with an exponent"
  | "numbers with a point"
  | "numbers beyond any double"
  | "too large"
  | "a form";

/** Which answers are right. `"4xx"`: any status from 400 to 499; `"error"`: any from 400 on. */
export type Expectation =
  | { kind: "success"; statuses: readonly number[] }
  | {
      kind: "refusal";
      statuses: readonly number[] | "4xx" | "error";
      /** Whether the document describes the answer: it says nothing of a method that it does not have. */
      documented: boolean;
    };
