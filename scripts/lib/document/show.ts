// Bidirectional overrides and zero-width characters count: they make a line read as another.
const unprintable = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

const escapeCharacter = (character: string) =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** A text from elsewhere on one line: control characters escaped, passwords in URLs hidden. */
export const showText = (text: string) => hidePasswords(text).replace(unprintable, escapeCharacter);

/** The same for a text of several lines, such as indented JSON: line breaks stay. */
export const showLines = (text: string) =>
  hidePasswords(text)
    .replace(/\r\n/g, "\n")
    .replace(unprintable, (character) =>
      character === "\n" ? character : escapeCharacter(character),
    );

const hidePasswords = (text: string) =>
  text.replace(/([a-z][a-z0-9+.-]*:\/{1,2})[^\s"'<>`]*@/gi, "$1***@");

/** What an argument names. Of a URL no user, password, query or fragment: they may be secret. */
export function showSource(source: string): string {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(source)) return showText(source);
  const hidden = source.replace(/(:\/\/).*@/s, "$1");
  return showText(hidden.split(/[?#]/)[0]!);
}
