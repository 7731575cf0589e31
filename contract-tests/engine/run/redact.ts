/**
 * Takes a token out of a text that may hold it, also where the text was cut in the middle of it. A
 * short token, as tests and sandboxes use them, is taken out where it stands by itself only: it could
 * be a piece of any word.
 */
export function redactor(token: string): (text: string) => string {
  if (token === "") return (text) => text;
  const escaped = escape(token);
  const whole = token.length < 12 ? `(?<![\\w-])${escaped}(?![\\w-])` : escaped;
  const begun = Array.from({ length: Math.max(0, token.length - 5) }, (_, index) =>
    escape(token.slice(0, token.length - 1 - index)),
  );
  const cut = begun.length > 0 ? `|(?:${begun.join("|")})(?=…)` : "";
  const pattern = new RegExp(whole + cut, "g");
  return (text) => text.replace(pattern, () => "$OPENPIPE_API_KEY");
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
