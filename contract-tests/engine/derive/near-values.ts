import type { Place } from "./place.js";
import { append } from "../../../scripts/lib/document/index.js";
import type { Sample } from "./right-values.js";
import { list } from "./schema.js";

/** Values of a wrong type that lenient servers convert in silence, beside those of `wrongTypes`. */
export function* convertible(place: Place, valid: unknown): Generator<Sample> {
  const pointer = place.rule("type")?.pointer ?? place.view.unions[0]?.pointer ?? place.pointer;
  if (place.takes("object")) {
    yield { label: "in a list of one", value: [valid], pointer };
    yield { label: "as JSON in a text", value: JSON.stringify(valid), pointer };
    yield { label: "as an empty text", value: "", pointer };
  }
  if (Array.isArray(valid)) {
    yield { label: "as an object", value: { ...valid }, pointer };
    if (valid.length > 0) {
      const items = place.items?.pointer ?? pointer;
      yield { label: "a wrong second item", value: [valid[0], 42], pointer: items };
      yield { label: "a wrong first item", value: [null, valid[0]], pointer: items };
    }
  }
  if (place.takes("number")) {
    yield { label: "as an empty text", value: "", pointer };
    yield { label: "as a text that begins with digits", value: "3 epochs", pointer };
  }
  if (place.takes("boolean")) yield { label: "as the text yes", value: "yes", pointer };
}

/** Texts that are nearly one of an enum or a const. */
export function* nearLiterals(place: Place): Generator<Sample> {
  for (const { schema, pointer } of place.view.parts) {
    for (const keyword of ["const", "enum"]) {
      const listed = keyword === "const" ? [schema.const] : list(schema.enum);
      const text = listed.findLast((value) => typeof value === "string");
      if (text === undefined) continue;
      const near: [string, string][] = [
        ["a space in front", ` ${text}`],
        ["a space behind", `${text} `],
        ["a line end behind", `${text}\n`],
        ["a line behind", `${text}\nmore`],
        ["more behind", `${text}-more`],
        ["another separator", text.replace(/[ _-]/g, (found) => (found === "_" ? "-" : "_"))],
      ];
      for (const [label, value] of near) {
        yield { label: `nearly ${text}: ${label}`, value, pointer: append(pointer, keyword) };
      }
    }
  }
}
