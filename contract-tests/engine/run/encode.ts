/** A text as a segment of a path. A lone surrogate, which no URL can hold, becomes U+FFFD. */
export function encodeSegment(text: string): string {
  const wellFormed = Buffer.from(text, "utf8").toString("utf8");
  return encodeURIComponent(wellFormed).replaceAll("%2B", "+");
}
