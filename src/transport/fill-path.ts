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
  return template.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const value = params?.[name];
    try {
      if (typeof value === "string" && !/^\.{0,2}$/.test(value)) return encodeURIComponent(value);
    } catch {
      // A lone surrogate.
    }
    throw new InvalidRequestError(
      [
        {
          pointer: `/${name}`,
          message: "must be a well-formed string, not empty and not `.` or `..`",
        },
      ],
      { method, path: template },
    );
  });
}
