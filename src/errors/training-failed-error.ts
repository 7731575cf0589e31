import type { Model } from "../../generated/types.js";
import { OpenPipeError, type RequestFacts } from "./openpipe-error.js";

/** The training job failed: the model's status is `ERROR`. */
export class TrainingFailedError extends OpenPipeError {
  override name = "TrainingFailedError" as const;
  /** The model as the server last described it. */
  declare readonly model: Model;
  /** The server's reason, if it gives one. */
  declare readonly errorMessage: string | null;

  constructor(details: RequestFacts & { model: Model }) {
    const { id, openpipe } = details.model;
    const { errorMessage } = openpipe;
    const known = { ...details, errorMessage, mayHaveReachedServer: true };
    const reason = errorMessage ?? "the server gives no reason";
    super(`Training of model "${id}" failed: ${reason}`, known);
  }
}
