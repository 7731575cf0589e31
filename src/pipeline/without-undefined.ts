/** An object without the properties that are undefined, as JSON leaves them out; another value as it is. */
export function withoutUndefined(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value);
  const given = entries.filter(([, each]) => each !== undefined);
  return given.length < entries.length ? Object.fromEntries(given) : value;
}
