import { type ErrorDetails, OpenPipeError } from "./openpipe-error.js";

/**
 * A create ended in doubt, and looking did not settle it: a training job may have been started.
 * Look at `models.get(slug)` before creating it again.
 */
export class OutcomeUnknownError extends OpenPipeError {
  override name = "OutcomeUnknownError";
  /** The slug whose model may or may not exist. */
  readonly slug: string;
  /** What was tried and how each step ended, in order. */
  readonly tried: string[];

  constructor(
    slug: string,
    tried: string[],
    advice: string,
    details: Omit<ErrorDetails, "mayHaveReachedServer">,
  ) {
    super(
      `It is unknown whether model "${slug}" was created; a training job may be running and costing money.\n${tried
        .map((step) => `  ${step}`)
        .join("\n")}\n${advice}`,
      { ...details, mayHaveReachedServer: true },
    );
    this.slug = slug;
    this.tried = tried;
  }
}
