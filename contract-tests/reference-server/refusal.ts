/** A refusal, in the document's error shape. */
export class Refusal extends Error {
  override name = "Refusal";
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly issues?: { message: string; path: string }[],
  ) {
    super(message);
  }
}

export const refusals = {
  unknownPath: () => new Refusal(404, "NOT_FOUND", "No such path"),
  method: () => new Refusal(405, "METHOD_NOT_SUPPORTED", "Method not supported"),
  mediaType: () =>
    new Refusal(415, "UNSUPPORTED_MEDIA_TYPE", "The body has to be application/json"),
  tooLarge: () => new Refusal(413, "PAYLOAD_TOO_LARGE", "Request body too large"),
  parse: () => new Refusal(400, "PARSE_ERROR", "Failed to parse request body"),
  token: () => new Refusal(401, "UNAUTHORIZED", "Invalid or missing API key"),
  input: (issues: { message: string; path: string }[]) =>
    new Refusal(400, "BAD_REQUEST", "Input validation failed", issues),
  unknownName: () => new Refusal(404, "NOT_FOUND", "Not found"),
  takenSlug: () => new Refusal(409, "CONFLICT", "IDs have to be globally unique"),
};
