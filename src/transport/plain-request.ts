/**
 * Stands in for `Request` where nobody looks at it: building a real one is most of what
 * openapi-fetch adds to a plain `fetch`. See `exchange.ts` for what this saves.
 */
export class PlainRequest {
  declare headers: Headers;
  declare method: string;

  constructor(
    readonly url: string,
    init: RequestInit,
  ) {
    Object.assign(this, init);
  }
}
