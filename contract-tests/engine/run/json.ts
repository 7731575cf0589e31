/** What a body says in JSON; `undefined` when it is none. */
export function readJson(body: string | undefined): unknown {
  try {
    return JSON.parse(body ?? "");
  } catch {
    return undefined;
  }
}
