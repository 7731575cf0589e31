/**
 * Takes a token out of a text that may hold it. A short token, as tests and sandboxes use them, is
 * taken out where it stands by itself only: it could be a piece of any word.
 */
export function redactor(token: string): (text: string) => string {
  if (token === "") return (text) => text;
  const escaped = token.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const pattern = new RegExp(token.length < 12 ? `(?<![\\w-])${escaped}(?![\\w-])` : escaped, "g");
  return (text) => text.replace(pattern, () => "$OPENPIPE_API_KEY");
}
