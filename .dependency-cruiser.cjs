// Imports point one way: `npm run lint` holds the house to ARCHITECTURE.md.
const tests = "\\.(test|test-d|command|loop|browser)\\.ts$|/test-support/";

// Of src/, from the ground up: a folder may import from those before it.
const floors = ["timing", "validation", "errors", "http", "options", "pipeline", "policies"];

const upwards = floors.slice(0, -1).map((floor, index) => ({
  name: `src-${floor}-imports-upwards`,
  comment: `src/${floor}/ may import from ${floors.slice(0, index).join(", ") || "no other folder"}.`,
  severity: "error",
  from: { path: `^src/${floor}/`, pathNot: tests },
  to: {
    path: `^src/((${floors.slice(index + 1).join("|")}|testing)/|[^/]+\\.ts$)`,
    pathNot: "^src/version\\.ts$",
  },
}));

module.exports = {
  forbidden: [
    ...upwards,
    {
      name: "generated-is-data",
      comment: "generated/ imports nothing but itself.",
      severity: "error",
      from: { path: "^generated/" },
      to: { pathNot: "^generated/" },
    },
    {
      name: "src-stands-alone",
      comment:
        "The published client imports generated/ and openapi-fetch, which becomes part of it.",
      severity: "error",
      from: { path: "^src/", pathNot: tests },
      to: { pathNot: "^(src|generated)/|node_modules/openapi-(fetch|typescript-helpers)/" },
    },
    {
      name: "contract-tests-use-two-tools",
      comment: "Contract tests may use scripts/lib/ and the mock.",
      severity: "error",
      from: { path: "^contract-tests/", pathNot: tests },
      to: { path: "^scripts/(?!lib/|mock/)" },
    },
    {
      name: "lib-is-the-ground-of-scripts",
      comment: "scripts/lib/ imports no command.",
      severity: "error",
      from: { path: "^scripts/lib/", pathNot: tests },
      to: { path: "^(scripts/(?!lib/)|contract-tests/)" },
    },
    {
      name: "no-circles",
      comment: "Two files that import each other are one subject, or three.",
      severity: "error",
      from: { path: "^(src|generated|scripts/(lib|generate))/", pathNot: tests },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: { extensions: [".ts", ".js", ".mjs", ".json"] },
  },
};
