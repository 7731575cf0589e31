import { defineCommand, givenPath } from "../lib/command.js";
import { diff } from "./diff.js";

export default defineCommand({
  name: "npm run diff",
  description:
    "Compares two OpenAPI documents by meaning and says which version the step between them needs.",
  options: {
    json: { type: "boolean", description: "print the changes as JSON" },
    "fail-on": {
      type: "string",
      value: "major|minor",
      description: "exit with 1 when the verdict is at least this",
    },
  },
  positionals: {
    name: "<old> [<new>]",
    description: `a file, a URL or a git revision such as main
(default: the last release tag, else HEAD; openapi/openapi.yaml)`,
    max: 2,
  },
  notes: `Exits with 0 whatever the verdict, with 1 when --fail-on is reached, with 2 when it cannot compare.`,
  failureCode: 2,
  run: ({ root, positionals, values }) =>
    diff(root, positionals, { ...values, from: givenPath(".") }, console.log),
});
