import type { Deviation } from "../reference-server/deviation.js";
import type { Mutant } from "./mutant.js";

const deviations: [name: string, deviation: Deviation][] = [
  ["malformed JSON answered with a server error", { parse: (text) => JSON.parse(text) as unknown }],
  [
    "trailing comma accepted",
    { parse: (text, _, right) => lenient(right, () => text.replace(/,\s*([}\]])/g, "$1")) },
  ],
  [
    "single quotes accepted",
    { parse: (text, _, right) => lenient(right, () => text.replaceAll("'", '"')) },
  ],
  ["truncated JSON accepted", { parse: (text, _, right) => lenient(right, () => `${text}}`) }],
  [
    "empty body taken for a request",
    { parse: (text, _, right) => (text === "" ? example() : right()) },
  ],
  ...["text/plain", "application/x-www-form-urlencoded"].map((type): [string, Deviation] => [
    `media type ${type} accepted`,
    {
      parse: (text, contentType, right) =>
        contentType.startsWith(type) ? (JSON.parse(text) as unknown) : right(),
    },
  ]),
  [
    "unsupported media type answered with a server error",
    {
      answer: (answer) => (answer.status === 415 ? { ...answer, status: 500 } : answer),
    },
  ],
  [
    "unknown method answered with success",
    { answer: (answer) => (answer.status === 405 ? { ...answer, status: 200 } : answer) },
  ],
  [
    "unknown method answered with a server error",
    { answer: (answer) => (answer.status === 405 ? { ...answer, status: 500 } : answer) },
  ],
];

/** Servers that take bodies, media types or methods that they should not. */
export function* protocolMutants(): Generator<Mutant> {
  for (const [name, deviation] of deviations) {
    yield {
      id: `error malformed / protocol / ${name}`,
      class: "error malformed",
      deviation,
      hint: { group: "protocol" },
    };
  }
}

function lenient(right: () => unknown, repair: () => string): unknown {
  try {
    return right();
  } catch {
    return JSON.parse(repair()) as unknown;
  }
}

let taken = 0;

function example() {
  return {
    datasetId: "some-dataset",
    slug: `some-model-${++taken}`,
    trainingConfig: { provider: "openpipe", baseModel: "some-model" },
  };
}
