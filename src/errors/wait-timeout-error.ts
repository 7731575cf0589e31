import type { Model } from "../../generated/types.js";
import { type ErrorDetails, OpenPipeError } from "./openpipe-error.js";

interface WaitTimeoutDetails extends ErrorDetails {
  slug: string;
  deadlineMs: number;
  model: Model | undefined;
}

/** The model was neither deployed nor failed when the wait's deadline came. Training goes on. */
export class WaitTimeoutError extends OpenPipeError {
  override name = "WaitTimeoutError" as const;
  /** The slug that was waited for. */
  declare readonly slug: string;
  /** How long, in milliseconds. */
  declare readonly deadlineMs: number;
  /** The model as last seen; undefined when no look succeeded. */
  declare readonly model: Model | undefined;

  constructor(details: WaitTimeoutDetails) {
    const { slug, deadlineMs, model } = details;
    super(
      `Model "${slug}" was not deployed within ${deadlineMs} ms (last status: ${model?.openpipe.status ?? "none seen"}). ` +
        "Its training goes on: wait again, or raise deadlineMs.",
      details,
    );
  }
}
