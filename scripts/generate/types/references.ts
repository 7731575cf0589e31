/** The name of the component schema that a reference points to, if it points to one. */
export function componentName(reference: unknown): string | undefined {
  const [, name] = /^#\/components\/schemas\/([^/]+)$/.exec(String(reference)) ?? [];
  return name;
}
