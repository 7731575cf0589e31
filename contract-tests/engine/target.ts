import type { TargetKind } from "./case.js";

/** A server to test. */
export interface Target {
  kind: TargetKind;
  /** With the path prefix, without a trailing slash: `https://api.openpipe.ai/api/v1`. */
  baseUrl: string;
  /** A token that the server accepts. It appears in no report. */
  token: string;
  /** A token that the server accepts for reads only, if there is one. It appears in no report. */
  readOnlyToken?: string;
}

/** A well-formed token that no server knows. */
export const unknownToken = "contract-tests-unknown-token";
