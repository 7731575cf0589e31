import type { Model } from "../../generated/types.js";
import { type ErrorDetails, OpenPipeError } from "./openpipe-error.js";

interface WaitTimeoutDetails extends ErrorDetails {
  slug: string;
  model: Model | undefined;
}

/** The model was neither deployed nor failed when the wait's deadline came. Training goes on. */
export class WaitTimeoutError extends OpenPipeError {
  override name = "WaitTimeoutError";
  /** The slug that was waited for. */
  declare readonly slug: string;
  /** The model as last seen; undefined when no look succeeded. */
  declare readonly model: Model | undefined;

  constructor(timeoutMs: number, details: WaitTimeoutDetails) {
    super(
      `Model "${details.slug}" was not deployed within ${timeoutMs} ms (last status: ${details.model?.openpipe.status ?? "none seen"}). ` +
        "Its training goes on: wait again, or raise timeoutMs.",
      details,
    );
  }
}
