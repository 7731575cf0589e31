/** Stands at the top of every generated TypeScript file. */
export const header =
  "// Generated from openapi/openapi.yaml by `npm run generate`. Do not edit by hand.\n";
