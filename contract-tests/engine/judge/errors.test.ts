import { describe, expect, it } from "vitest";
import type { OpenApiDocument } from "../../../scripts/lib/document/index.js";
import type { ContractCase } from "../case.js";
import { errorCodes, judgeError } from "./errors.js";

const description = `Every error has a code:

| status | code |
| --- | --- |
| 400 | \`BAD_REQUEST\` or \`PARSE_ERROR\` |
| 404 | \`NOT_FOUND\` |
| 418 | none |
  |413|\`TOO_LARGE\`|
| 500 | more | than \`CODES\` |

404 | \`OUTSIDE\` |
`;

function codesOf(description?: string) {
  return errorCodes({ info: { description } } as OpenApiDocument);
}

it("reads the codes of a status from the rows of a table in the description", () => {
  expect([...codesOf(description)]).toEqual([
    [400, ["BAD_REQUEST", "PARSE_ERROR"]],
    [404, ["NOT_FOUND"]],
    [413, ["TOO_LARGE"]],
  ]);
  expect(codesOf().size).toBe(0);
  expect(errorCodes({} as OpenApiDocument).size).toBe(0);
});

const content = { contentType: "application/json", content: { json: {} } };
const input = { group: "invalid", request: { body: content } };
const malformed = { ...content, content: { json: {}, malformed: "truncated" } };
const syntax = { group: "protocol", request: { body: malformed } };
const other = { group: "protocol", request: { body: content } };
const parameter = { group: "invalid", request: {} };
const issues = [{ message: "Required" }];

function breaches(contractCase: object, status: number, body: unknown) {
  const response = { status, headers: {}, body: JSON.stringify(body) };
  return judgeError(codesOf(description), contractCase as ContractCase, response).map(
    ({ rule, pointer, expected, actual }) => [rule, pointer, expected, actual],
  );
}

describe("errors that are right", () => {
  it.each<[string, object, number, unknown]>([
    ["input with issues", input, 400, { code: "BAD_REQUEST", issues }],
    ["a body that is not JSON", syntax, 400, { code: "PARSE_ERROR" }],
    [
      "a body that is not JSON, of which the status says nothing",
      syntax,
      413,
      { code: "TOO_LARGE" },
    ],
    ["what may be either", other, 400, { code: "PARSE_ERROR" }],
    ["what may be either, again", other, 400, { code: "BAD_REQUEST" }],
    ["a parameter", parameter, 400, { code: "BAD_REQUEST" }],
    ["wrong input that a status without issues refuses", input, 404, { code: "NOT_FOUND" }],
    ["a status without codes", input, 418, { code: "ANY" }],
    ["an error without a code, which its schema judges", input, 400, { message: "no" }],
  ])("%s", (_, contractCase, status, body) => {
    expect(breaches(contractCase, status, body)).toEqual([]);
  });
});

const rule = "the code belongs to the status";
const at = "#/info/description";

it("finds a code of another status, and that of the other fault", () => {
  expect(breaches(other, 400, { code: "NOT_FOUND" })).toEqual([
    [rule, at, "/code: BAD_REQUEST or PARSE_ERROR, as the status is 400", "NOT_FOUND"],
  ]);
  expect(breaches(input, 400, { code: "PARSE_ERROR", issues })).toEqual([
    [rule, at, "/code: BAD_REQUEST, as the status is 400", "PARSE_ERROR"],
  ]);
  expect(breaches(syntax, 400, { code: "BAD_REQUEST" })).toEqual([
    [rule, at, "/code: PARSE_ERROR, as the status is 400", "BAD_REQUEST"],
  ]);
});

it.each([
  [undefined, "nothing"],
  [[], "[]"],
  ["Required", '"Required"'],
])("finds refused input without issues: %j", (issues, actual) => {
  expect(breaches(input, 400, { code: "BAD_REQUEST", issues })).toEqual([
    ["a refused input lists issues", at, "/issues: at least one", actual],
  ]);
});
