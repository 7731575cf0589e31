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
    const wrong =
      typeof value !== "string"
        ? `must be a string, not ${value === null ? "null" : typeof value}`
        : /^\.{0,2}$/.test(value)
          ? `must not be ${value ? `\`${value}\`` : "empty"}: it would reach another resource`
          : undefined;
    if (wrong === undefined) {
      try {
        return encodeURIComponent(value as string);
      } catch {}
    }
    throw new InvalidRequestError(
      [{ pointer: `/${name}`, message: wrong ?? "must be well-formed Unicode" }],
      { method, path: template },
    );
  });
}
