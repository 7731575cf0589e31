import { OpenPipeError, type RequestFacts } from "./openpipe-error.js";

/** An option or environment variable cannot be used: a missing key, an insecure base URL. */
export class ConfigurationError extends OpenPipeError {
  override name = "ConfigurationError" as const;

  constructor(message: string, facts?: Partial<RequestFacts>, cause?: unknown) {
    const mayHaveReachedServer = false;
    super(message, { method: "", path: "", attempts: 0, ...facts, mayHaveReachedServer, cause });
  }
}
