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
  if (reserved.has(name) || name in globalThis || !/^[A-Za-z_$]/.test(name)) {
    throw new Unsupported(
      `/components/schemas/${component.replaceAll("~", "~0").replaceAll("/", "~1")}`,
      `The schema name "${component}" cannot be the name of a TypeScript type. Give it another name, such as "${component}Info".`,
    );
  }
  return name;
}

// Names of generated/types.ts, of TypeScript and of the client that a schema must not take over.
const reserved = new Set(
  "paths components operations webhooks Record Partial Pick Omit Promise any unknown never string number boolean object symbol bigint void null undefined".split(
    " ",
  ),
);
