/** What every error of this package knows about the request that failed. */
export interface RequestFacts {
  /** The HTTP method, such as `POST`; empty when the client could not even be made. */
  method: string;
  /** The path below the base URL, such as `/models/my-slug`. */
  path: string;
  /** How often the request was sent; 0 when it never was. */
  attempts: number;
  /** Whether the request can have reached the server. False is certain; true means perhaps. */
  mayHaveReachedServer: boolean;
}

export interface ErrorDetails extends RequestFacts {
  cause?: unknown;
}

/** The parent of every error that this package throws. */
export class OpenPipeError extends Error implements RequestFacts {
  override name = "OpenPipeError";
  readonly method: string;
  readonly path: string;
  readonly attempts: number;
  readonly mayHaveReachedServer: boolean;

  constructor(message: string, details: ErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.method = details.method;
    this.path = details.path;
    this.attempts = details.attempts;
    this.mayHaveReachedServer = details.mayHaveReachedServer;
  }
}
