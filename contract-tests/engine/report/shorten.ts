/** A text on one line, cut to a length. */
export function shorten(text: string, length: number): string {
  return cut(text.replace(/\s+/g, " ").trim(), length);
}

/** A text cut to a length, with its white space. */
export function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

/** The first names of a list, each cut to a length that still tells it, and how many others there are. */
export function nameSome(names: readonly string[], most = 3): string {
  const named = names.slice(0, most).map((name) => cut(name, 80));
  const others = names.length - named.length;
  return [...named, ...(others > 0 ? [`and ${others} more`] : [])].join(", ");
}

/** A text in which what a terminal would obey, or show backwards, is written as an escape. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, (character) =>
    character === "\n"
      ? character
      : `\\u${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`,
  );
}
