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
  // By hand: `replace` with a pattern and a function takes a tenth of the time of a whole request.
  for (let from: number; (from = path.indexOf("{")) >= 0;) {
    const to = path.indexOf("}", from);
    const name = path.slice(from + 1, to);
    const value = params?.[name];
    if (typeof value !== "string" || /^\.{0,2}$|\p{Surrogate}/u.test(value)) {
      const message = "must be a well-formed string, not empty and not `.` or `..`";
      throw new InvalidRequestError([{ pointer: `/${name}`, message }], { method, path: template });
    }
    path = path.slice(0, from) + encodeURIComponent(value) + path.slice(to + 1);
  }
  return path;
}
