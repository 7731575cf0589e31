// Copies its input so that it is safe in a workflow's log and in an issue: without terminal escapes
// and workflow commands, and not at all if it holds OPENPIPE_API_KEY in any encoding (exit code 3).
// Plain JavaScript, because the workflow runs it as it stands.
import { readFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import { replaceControls } from "../lib/controls.js";

const text = stripVTControlCharacters(readFileSync(0, "utf8"));
const token = process.env.OPENPIPE_API_KEY ?? "";

if (token && holds(text, token)) {
  console.log("Withheld: what was printed here holds the API key.");
  process.exitCode = 3;
} else {
  process.stdout.write(
    replaceControls(text.replace(/\r\n?/g, "\n")).replaceAll("::", ": :").replaceAll("##[", "## ["),
  );
}

/**
 * Whether a text holds a token, however it is encoded, wrapped or spaced.
 *
 * @param {string} all
 * @param {string} secret
 */
function holds(all, secret) {
  const squeezed = all.replace(/\s+/g, "");
  const lower = squeezed.toLowerCase();
  const wanted = encodings(secret);
  return (
    wanted.exact.some(
      (form) => all.includes(form) || squeezed.includes(form.replace(/\s+/g, "")),
    ) || wanted.anyCase.some((form) => lower.includes(form.toLowerCase()))
  );
}

/** @param {string} secret */
function encodings(secret) {
  const bytes = Buffer.from(secret);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0"));
  const characters = [...secret];
  const codes = characters.map((character) => character.charCodeAt(0));
  return {
    exact: [
      secret,
      characters.toReversed().join(""),
      JSON.stringify(secret).slice(1, -1),
      secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;"),
      // Whatever stands before it moves the groups of base64 by zero, one or two bytes.
      ...[0, 1, 2].flatMap((shift) => {
        const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString("base64");
        const first = shift === 0 ? 0 : shift + 1;
        const whole = encoded.slice(first, Math.floor(((shift + bytes.length) * 8) / 6));
        return whole.length < 4 ? [] : [whole, whole.replaceAll("+", "-").replaceAll("/", "_")];
      }),
    ],
    anyCase: [
      encodeURIComponent(secret),
      hex.join(""),
      hex.join(":"),
      hex.map((byte) => `%${byte}`).join(""),
      hex.map((byte) => `\\x${byte}`).join(""),
      codes.map((code) => `\\u${code.toString(16).padStart(4, "0")}`).join(""),
      codes.map((code) => `&#${code};`).join(""),
      codes.map((code) => `&#x${code.toString(16)};`).join(""),
    ],
  };
}
