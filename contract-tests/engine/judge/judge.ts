import type { ContractCase, Expectation } from "../case.js";
import { append } from "../../../scripts/lib/document/index.js";
import { essence } from "../../../src/http/media-type.js";
import { shorten } from "../report/shorten.js";
import type { HttpResponse } from "../run/options.js";
import { judgeError } from "./errors.js";
import { findInternals } from "./leaks.js";
import type { DocumentedResponse, ResponseOracle } from "./responses.js";

/** A rule that an answer broke, not yet tied to the request. */
export interface Breach {
  rule: string;
  pointer: string;
  expected: string;
  actual: string;
  cause: string;
}

/** Everything that is wrong with an answer. */
export function judge(
  oracle: ResponseOracle,
  contractCase: ContractCase,
  response: HttpResponse,
): Breach[] {
  const { expect, operationId } = contractCase;
  const described = expect.kind === "success" || expect.documented;
  return [
    ...judgeStatus(contractCase, response),
    ...judgeLeaks(contractCase, response),
    ...(described ? judgeAnswer(oracle, operationId, response, contractCase.request.method) : []),
    ...(described ? judgeError(oracle.codes, contractCase, response) : []),
  ];
}

function judgeStatus({ expect, pointer }: ContractCase, { status, body }: HttpResponse): Breach[] {
  const accepted = status < 400;
  if (isRight(expect.statuses, status)) return [];
  // Success with a status that is not listed is for `judgeAnswer` to report.
  if (expect.kind === "success" && accepted) return [];
  return [
    {
      rule: brokenRule(expect, status),
      pointer,
      expected: `status ${describe(expect.statuses)}`,
      actual: `${status} ${shorten(body, 120)}`.trim(),
      // A server that refuses everything for one reason has one fault and not hundreds.
      cause: accepted ? `accepted: ${pointer}` : `refused with ${status}: ${reason(body)}`,
    },
  ];
}

function brokenRule({ kind }: Expectation, status: number): string {
  if (kind === "success") return "a valid request is accepted";
  if (status < 400) return "what the document forbids is refused";
  return status < 500 ? "a refusal has the right status" : "a refusal is no server error";
}

function isRight(statuses: Expectation["statuses"], status: number): boolean {
  if (statuses === "4xx") return status >= 400 && status < 500;
  return statuses === "error" ? status >= 400 : statuses.includes(status);
}

function describe(statuses: Expectation["statuses"]): string {
  if (statuses === "4xx") return "a 4xx";
  if (statuses === "error") return "400 or above";
  return statuses.length > 0 ? statuses.join(" or ") : "that is a documented success";
}

/** The error's own words without what varies, so that like refusals are found to be alike. */
function reason(body: string): string {
  try {
    const { code, message } = JSON.parse(body) as { code?: unknown; message?: unknown };
    if (typeof code === "string" || typeof message === "string") return `${code} ${message}`;
  } catch {
    // Not JSON: its text will do.
  }
  return shorten(body, 60);
}

function judgeLeaks({ pointer }: ContractCase, { body }: HttpResponse): Breach[] {
  const found = findInternals(body);
  if (found === undefined) return [];
  return [
    {
      rule: `no ${found.what} is shown`,
      pointer,
      expected: "an answer without the server's internals",
      actual: shorten(found.text, 120),
      cause: found.what,
    },
  ];
}

/** Status, media type and body against what is documented for the operation. */
function judgeAnswer(
  oracle: ResponseOracle,
  operationId: string,
  response: HttpResponse,
  method: string,
): Breach[] {
  const documented = oracle.find(operationId, response.status);
  if (!documented) {
    const pointer = oracle.responsesPointer(operationId);
    return [
      {
        rule: "the status is documented",
        pointer,
        expected: "a status that the operation lists",
        actual: String(response.status),
        cause: `undocumented status ${response.status}`,
      },
    ];
  }
  const headers = judgeHeaders(documented, response);
  // Whatever is documented for it, an answer to HEAD has no body.
  return method === "HEAD" ? headers : [...headers, ...judgeBody(documented, response)];
}

function judgeHeaders(documented: DocumentedResponse, { headers }: HttpResponse): Breach[] {
  return documented.requiredHeaders
    .filter(({ name }) => headers[name] === undefined)
    .map(({ name, pointer }) => ({
      rule: "required headers are there",
      pointer,
      expected: `the header ${name}`,
      actual: "no such header",
      cause: `header ${name}`,
    }));
}

function judgeBody(documented: DocumentedResponse, response: HttpResponse): Breach[] {
  const { content, pointer } = documented;
  const breach = (rule: string, expected: string, actual: string, at = pointer): Breach => ({
    rule,
    pointer: at,
    expected,
    actual,
    cause: `${at} ${actual}`,
  });
  if (content.size === 0) {
    if (response.body === "") return [];
    return [breach("no body is documented", "an empty body", shorten(response.body, 120))];
  }
  const types = [...content.keys()].join(" or ");
  const contentType = response.headers["content-type"] ?? "";
  const written = [...content.keys()].find((type) => matches(type, contentType));
  if (written === undefined) {
    return [
      breach(
        "the media type is documented",
        types,
        contentType === "" ? "no Content-Type" : contentType,
        append(pointer, "content"),
      ),
    ];
  }
  const media = append(pointer, "content", written);
  if (!/[/+]json$/.test(essence(contentType))) return [];
  let value: unknown;
  try {
    value = JSON.parse(response.body);
  } catch {
    const marked = response.body.startsWith("\uFEFF") ? "a byte order mark, then " : "";
    const actual = response.body === "" ? "an empty body" : shorten(response.body, 120);
    return [
      {
        ...breach("the body is JSON", "JSON", marked + actual, media),
        cause: `not JSON at ${media}`,
      },
    ];
  }
  return content.get(written)!(value).map((error) => ({
    rule: "the body is as documented",
    pointer: error.pointer,
    expected: `${error.instancePath || "the body"}: ${error.expected}`,
    actual: error.actual === undefined ? "nothing" : shorten(JSON.stringify(error.actual), 120),
    cause: `${error.pointer} ${error.detail}`,
  }));
}

function matches(documented: string, contentType: string): boolean {
  const [type, subtype] = essence(documented).split("/");
  const [actualType, actualSubtype] = essence(contentType).split("/");
  return (type === "*" || type === actualType) && (subtype === "*" || subtype === actualSubtype);
}
