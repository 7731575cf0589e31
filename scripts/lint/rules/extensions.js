// What reads each of them is written in CONTRIBUTING.md, under "Extensions".
const listed = new Set(["x-displayName"]);

/** Objects whose keys are names that the API gives: of properties, headers, components. */
const isListOfNames = (type) =>
  /(Properties|Map|Mapping|DependentRequired)$|^Named|^SecuritySchemes$/.test(type?.name ?? "");

/** An extension that no tool reads is a comment in disguise. */
export function extensionsAreListed() {
  return {
    any(node, { report, location, type }) {
      // What stands in an example belongs to the API, not to the document.
      if (!node || typeof node !== "object" || Array.isArray(node)) return;
      if (
        type?.name === "Example" ||
        isListOfNames(type) ||
        location.pointer.includes("/examples/")
      )
        return;
      for (const key of Object.keys(node)) {
        if (!key.startsWith("x-") || listed.has(key)) continue;
        report({
          message: `${key} is not a listed extension. Use a standard keyword, or list it in scripts/lint/rules/extensions.js and CONTRIBUTING.md.`,
          location: location.child([key]).key(),
        });
      }
    },
  };
}
