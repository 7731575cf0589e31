import { type ErrorDetails, OpenPipeError } from "./openpipe-error.js";

interface OutcomeUnknownDetails extends ErrorDetails {
  slug: string | undefined;
  tried: string[];
}

/**
 * A request that must not be sent twice ended in doubt: the server may have processed it. After a
 * create of a model, looking did not settle it and a training job may be running: look at
 * `models.get(slug)` before creating it again.
 */
export class OutcomeUnknownError extends OpenPipeError {
  override name = "OutcomeUnknownError" as const;
  /** The slug whose model may or may not exist; undefined for what is no create of a model. */
  declare readonly slug: string | undefined;
  /** What was tried and how each step ended, in order. */
  declare readonly tried: string[];

  /** @param finding What is unknown, and what to do about it. */
  constructor(finding: string, details: OutcomeUnknownDetails) {
    super(finding + details.tried.map((step) => `\n  ${step}`).join(""), details);
  }
}
