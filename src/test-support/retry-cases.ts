import { type Answer, error, type Received } from "./fault-server.js";

/** The statuses after which a read or a delete is repeated. */
export const apiErrorStatuses = [408, 429, 500, 502, 503, 504];

/** Answers the first request with an error, and lets the others through. */
export function failOnce(status: number) {
  return (_: Received, __: unknown, index: number): Answer | undefined =>
    index === 0 ? error(status, "SOME_CODE", "no") : undefined;
}
