import { type ErrorDetails, OpenPipeError } from "./openpipe-error.js";

interface OutcomeUnknownDetails extends ErrorDetails {
  slug: string;
  tried: string[];
}

/**
 * A create ended in doubt, and looking did not settle it: a training job may have been started.
 * Look at `models.get(slug)` before creating it again.
 */
export class OutcomeUnknownError extends OpenPipeError {
  override name = "OutcomeUnknownError";
  /** The slug whose model may or may not exist. */
  declare readonly slug: string;
  /** What was tried and how each step ended, in order. */
  declare readonly tried: string[];

  constructor(finding: string, details: OutcomeUnknownDetails) {
    const { slug, tried } = details;
    super(
      `It is unknown whether model "${slug}" was created; a training job may be running and costing money. ${finding} ` +
        `Before creating it again, check models.get("${slug}"), now and in some minutes.${tried.map((step) => `\n  ${step}`).join("")}`,
      details,
    );
  }
}
