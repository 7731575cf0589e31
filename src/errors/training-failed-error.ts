import type { Model } from "../../generated/types.js";
import { type ErrorDetails, OpenPipeError } from "./openpipe-error.js";

/** The training job failed: the model's status is `ERROR`. */
export class TrainingFailedError extends OpenPipeError {
  override name = "TrainingFailedError";
  /** The model as the server last described it. */
  readonly model: Model;
  /** The server's reason, if it gives one. */
  readonly errorMessage: string | null;

  constructor(model: Model, details: Omit<ErrorDetails, "mayHaveReachedServer">) {
    const { errorMessage } = model.openpipe;
    super(
      `Training of model "${model.id}" failed: ${errorMessage ?? "the server gives no reason"}`,
      { ...details, mayHaveReachedServer: true },
    );
    this.model = model;
    this.errorMessage = errorMessage;
  }
}
