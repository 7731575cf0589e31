import type { CaseGroup, TargetKind } from "../case.js";

/** The outcome of one case, or of one lifecycle scenario. */
export interface CaseResult {
  id: string;
  operationId: string;
  group: CaseGroup;
  /** JSON pointer into the bundled document. */
  pointer: string;
  /** `undecided`: it was tried, and what came does not say whether the rule is kept. */
  outcome: "held" | "violated" | "undecided" | "skipped";
  /** Why it was skipped, or is undecided. */
  reason?: string;
  violations: Violation[];
  durationMs: number;
}

/** One rule that an answer broke. It never holds the token. */
export interface Violation {
  caseId: string;
  /** What was broken, in a few words: `status`, `media type`, `schema`, `refusal`… */
  rule: string;
  /** JSON pointer into the bundled document: where the rule stands. */
  pointer: string;
  /** Violations with the same cause are reported as one. */
  cause: string;
  expected: string;
  actual: string;
  /** A line for a shell that sends the request again, with `$OPENPIPE_API_KEY` for the token. */
  curl: string;
  /** The answer, shortened; left out where there was none. */
  response?: { status: number; contentType: string; body: string };
}

export interface RunResult {
  target: { kind: TargetKind; baseUrl: string };
  results: CaseResult[];
  /** Parts of the document that the derivation could not turn into cases. */
  gaps: Gap[];
  requests: number;
  /** Whether what is undecided fails the run. */
  strict?: boolean;
  /** Models that the run may have made and that are not known to be gone, a line each. */
  leftBehind?: string[];
  /** Why not all cases could be tried, if so: there is no verdict then. */
  endedEarly?: string;
  durationMs: number;
}

/** A rule of the document for which no case could be made. It is listed in every report, never passed over in silence. */
export interface Gap {
  pointer: string;
  reason: string;
}
