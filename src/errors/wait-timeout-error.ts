import type { Model } from "../../generated/types.js";
import { type ErrorDetails, OpenPipeError } from "./openpipe-error.js";

/** The model was neither deployed nor failed when the wait's deadline came. Training goes on. */
export class WaitTimeoutError extends OpenPipeError {
  override name = "WaitTimeoutError";
  /** The slug that was waited for. */
  readonly slug: string;
  /** The model as last seen; undefined when no look succeeded. */
  readonly model: Model | undefined;

  constructor(
    slug: string,
    model: Model | undefined,
    timeoutMs: number,
    details: Omit<ErrorDetails, "mayHaveReachedServer">,
  ) {
    super(
      `Model "${slug}" was not deployed within ${timeoutMs} ms (last status: ${model?.openpipe.status ?? "never seen"}). ` +
        "Its training goes on: wait again with waitUntilDeployed, or raise timeoutMs.",
      { ...details, mayHaveReachedServer: true },
    );
    this.slug = slug;
    this.model = model;
  }
}
