import { InvalidRequestError } from "../errors/invalid-request-error.js";

/**
 * Puts encoded parameters into a path template.
 *
 * @throws InvalidRequestError for a value that would reach another resource: an empty one, `.`, `..`.
 */
export function fillPath(
  template: string,
  params: Record<string, unknown> | undefined,
  method: string,
): string {
  let path = template;
  // By hand: `replace` with a pattern and a function costs a tenth of a whole request.
  for (let from = path.indexOf("{"); from >= 0; from = path.indexOf("{")) {
    const to = path.indexOf("}", from);
    const name = path.slice(from + 1, to);
    const value = encode(params?.[name]);
    if (value === undefined) {
      throw new InvalidRequestError(
        [
          {
            pointer: `/${name}`,
            message: "must be a well-formed string, not empty and not `.` or `..`",
          },
        ],
        { method, path: template },
      );
    }
    path = path.slice(0, from) + value + path.slice(to + 1);
  }
  return path;
}

function encode(value: unknown): string | undefined {
  if (typeof value !== "string" || value === "" || value === "." || value === "..")
    return undefined;
  try {
    return encodeURIComponent(value);
  } catch {
    // A lone surrogate.
    return undefined;
  }
}
