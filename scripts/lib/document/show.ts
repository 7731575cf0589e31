// Bidirectional overrides and zero-width characters count: they make a line read as another.
const unprintable = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** A text from elsewhere on one line, with its control characters escaped, such as `\u001b`. */
export function showText(text: string): string {
  return hidePasswords(text).replace(
    unprintable,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** A message of several lines: line breaks stay, everything else is escaped. */
export const showLines = (text: string) => text.split(/\r?\n/).map(showText).join("\n");

/** Takes user name and password out of every URL in a text, whatever its scheme. */
export function hidePasswords(text: string): string {
  return text.replace(/([a-z][a-z0-9+.-]*:\/{1,2})[^\s/?#"'<>`]*@/gi, "$1***@");
}

/** Where a URL leads, without what may be secret in it: user, password, query, fragment. */
export function showUrl(url: string): string {
  if (!URL.canParse(url)) return showText(url.split(/[?#]/)[0]!);
  const { protocol, host, pathname } = new URL(url);
  return showText(`${protocol}//${host}${pathname}`);
}
