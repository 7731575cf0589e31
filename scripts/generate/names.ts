import { Unsupported } from "./unsupported.js";

/** The words of a name, whether they are set apart by case, spaces, hyphens, dots or underscores. */
export function wordsOf(name: string): string[] {
  return name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[A-Z]/g) ?? [];
}

/**
 * The exported TypeScript type of a component schema: its name, with what cannot stand in an
 * identifier left out (`fine-tune.v2` → `FineTuneV2`).
 *
 * @throws Unsupported for a name that would hide a global of JavaScript or of these files.
 */
export function typeName(component: string): string {
  const name = /^[A-Za-z_$][\w$]*$/.test(component)
    ? component
    : wordsOf(component)
        .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
        .join("");
  if (reserved.has(name) || !/^[A-Za-z_$]/.test(name)) {
    throw new Unsupported(
      `/components/schemas/${component.replaceAll("~", "~0").replaceAll("/", "~1")}`,
      `The schema name "${component}" cannot be the name of a TypeScript type. Give it another name, such as "${component}Info".`,
    );
  }
  return name;
}

// What the generated files say themselves, and what a reader would take for JavaScript's own.
const reserved = new Set(
  (
    "paths components operations webhooks $defs any unknown never string number boolean object symbol bigint void null undefined " +
    "Object Function Array String Number Boolean Symbol Promise Record Partial Pick Omit Blob Response Headers"
  ).split(" "),
);
