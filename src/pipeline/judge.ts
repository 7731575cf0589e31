import { ApiError } from "../errors/api-error.js";
import { ConnectionError } from "../errors/connection-error.js";
import { InvalidResponseError } from "../errors/invalid-response-error.js";
import { TimeoutError } from "../errors/timeout-error.js";

/** What a failed attempt says about the request: was it processed, is it worth repeating? */
export function judge(error: unknown): "not processed" | "refused" | "doubt" {
  if (error instanceof TimeoutError || error instanceof ConnectionError) {
    return error.mayHaveReachedServer ? "doubt" : "not processed";
  }
  if (error instanceof InvalidResponseError) return "doubt";
  // Not ours: a bad option, or a middleware that failed before anything was sent.
  if (!(error instanceof ApiError)) return "refused";
  if (error.isRateLimit) return "not processed";
  if (error.isConflict) return "refused";
  const { status } = error;
  // 408 and 499: the server stopped waiting, for whatever part of the request.
  if (status >= 500 || status === 408 || status === 499) return "doubt";
  // 301, 307 and 308 only send the request elsewhere; other redirects may follow what was done.
  return status < 400 && ![301, 307, 308].includes(status) ? "doubt" : "refused";
}
