/** A text as a segment of a path. A lone surrogate, which no URL can hold, becomes U+FFFD. */
export function encodeSegment(text: string): string {
  return encodeURIComponent(Buffer.from(text, "utf8").toString("utf8"));
}
