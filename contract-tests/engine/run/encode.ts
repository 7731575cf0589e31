/** A text as a segment of a path. A lone surrogate, which no URL can hold, becomes U+FFFD. */
export function encodeSegment(text: string): string {
  const wellFormed = Buffer.from(text, "utf8").toString("utf8");
  return encodeURIComponent(wellFormed).replaceAll("%2B", "+");
}

/** A value as the fields of a form in a URL, what is inside by its names in brackets: `a[b][0]=c`. */
export function formText(value: unknown): string {
  return String(new URLSearchParams(fields(value, "")));
}

function fields(value: unknown, name: string): [name: string, text: string][] {
  if (typeof value !== "object" || value === null) return [[name, String(value)]];
  return Object.entries(value).flatMap(([key, inner]) =>
    fields(inner, name === "" ? key : `${name}[${key}]`),
  );
}
