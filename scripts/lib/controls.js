// Plain JavaScript, because a workflow runs what uses it as it stands.
import { stripVTControlCharacters } from "node:util";

/** What controls a terminal, or turns or hides text. Line ends and tabs stay. */
const invisible =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/**
 * A text without terminal escapes, with a question mark for whatever else is no text.
 *
 * @param {string} text
 */
export function replaceControls(text) {
  return stripVTControlCharacters(text).replace(invisible, "?");
}
