/** What every error of this package knows about the request that failed. */
export interface RequestFacts {
  /** The HTTP method, such as `POST`; empty when the client could not even be made. */
  method: string;
  /** The path below the base URL, such as `/models/my-slug`. */
  path: string;
  /** How often the request was sent; 0 when it never was. */
  attempts: number;
}

export interface ErrorDetails extends RequestFacts {
  mayHaveReachedServer: boolean;
  cause?: unknown;
}

/** The parent of every error that this package throws. */
export class OpenPipeError extends Error implements RequestFacts {
  override name: string = "OpenPipeError";
  declare readonly method: string;
  declare readonly path: string;
  declare readonly attempts: number;
  /** Whether the request can have reached the server. False is certain; true means perhaps. */
  declare readonly mayHaveReachedServer: boolean;

  /** @param details Become properties of the error, all but `cause`; subclasses declare theirs. */
  constructor(message: string, { cause, ...details }: ErrorDetails) {
    super(message, cause === undefined ? {} : { cause });
    Object.assign(this, details);
  }
}
