import type { ContractCase, Expectation, Malformation, TokenUse } from "../case.js";
import { breakJson } from "../run/http-request.js";
import { inputRefused } from "./body-cases.js";
import {
  jsonBody,
  type Operation,
  type ParameterTexts,
  refusal,
  request,
  securityPointer,
  success,
} from "./operation.js";
import { append, tokensOf } from "../../../scripts/lib/document/index.js";

type Details = Pick<ContractCase, "group" | "pointer" | "request" | "expect"> &
  Partial<ContractCase>;

function named(operation: Operation, name: string, details: Details): ContractCase {
  return {
    id: `${operation.id} / ${name}`,
    operationId: operation.id,
    instancePath: "",
    ...details,
  };
}

/** Requests without a body that are right: they take what the path's own examples name. */
export function* plainCases(operation: Operation, texts: ParameterTexts): Generator<ContractCase> {
  if (operation.body?.required) return;
  yield named(operation, operation.path.includes("{") ? "existing resource" : "valid request", {
    group: "valid",
    pointer: operation.pointer,
    request: request(operation, { texts }),
    expect: success(operation),
  });
}

const tokens: [TokenUse, string][] = [
  ["none", "no Authorization header"],
  ["empty", "empty bearer token"],
  ["other-scheme", "token under another scheme"],
  ["unknown", "unknown token"],
];
const keys: [TokenUse, string][] = [
  ["none", "no key"],
  ["unknown", "unknown key"],
];

export function* securityCases(
  operation: Operation,
  plain: unknown,
  texts: ParameterTexts,
): Generator<ContractCase> {
  if (!operation.secured) return;
  const { header } = operation.credential;
  for (const [token, name] of header === undefined ? tokens : keys) {
    yield named(operation, name, {
      group: "security",
      pointer: securityPointer(operation),
      request: request(operation, {
        token,
        texts,
        unknownResource: true,
        ...(operation.body && { body: jsonBody(operation.body, plain) }),
      }),
      expect: refusal(operation, [401]),
    });
  }
}

/** Bodies that are no JSON, and JSON under another name. */
export function* protocolCases(
  operation: Operation,
  plain: unknown,
  texts: ParameterTexts,
): Generator<ContractCase> {
  const { body } = operation;
  if (!body) return;
  const pointer = append(operation.pointer, "requestBody", "content", body.contentType);
  const refused = (name: string, expect: Expectation, sent: ContractCase["request"]["body"]) =>
    named(operation, name, {
      group: "protocol",
      pointer,
      request: request(operation, { texts, ...(sent && { body: sent }) }),
      expect,
    });
  const malformations: Malformation[] = ["truncated", "trailing comma", "single quotes"];
  for (const malformed of malformations) {
    if (isJsonText(breakJson(JSON.stringify(plain), malformed))) continue;
    yield refused(`malformed JSON: ${malformed}`, refusal(operation, inputRefused), {
      contentType: body.contentType,
      content: { json: plain, malformed },
    });
  }
  if (body.required) {
    yield refused("empty body", refusal(operation, inputRefused), {
      contentType: body.contentType,
      content: { text: "" },
    });
    yield refused("no body", anyInputRefusal(), undefined);
  }
  for (const contentType of ["text/plain", "application/x-www-form-urlencoded"]) {
    if (body.otherContent.some((pointer) => tokensOf(pointer).at(-1) === contentType)) continue;
    yield refused(`media type ${contentType}`, anyInputRefusal(), {
      contentType,
      content: { json: plain },
    });
  }
}

function isJsonText(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A media type can be refused as such, or because the body is not what it should be. */
function anyInputRefusal(): Expectation {
  return {
    kind: "refusal",
    statuses: [...inputRefused, 413, 415],
    documented: true,
  };
}

/**
 * Methods that a path does not have. DELETE is left out: a server that took it could do harm.
 *
 * @param here the operations of the path; its first one has these cases.
 */
export function* methodCases(
  operation: Operation,
  here: readonly Operation[],
): Generator<ContractCase> {
  if (here[0] !== operation) return;
  for (const method of ["get", "put", "post", "patch"] as const) {
    if (here.some((other) => other.method === method)) continue;
    yield {
      ...named(operation, `method ${method.toUpperCase()}`, {
        group: "protocol",
        pointer: append("#/paths", operation.path),
        request: request(operation, { method: method.toUpperCase(), unknownResource: true }),
        expect: { kind: "refusal", statuses: "4xx", documented: false },
      }),
      id: `${operation.path} / method ${method.toUpperCase()}`,
    };
  }
}

export function* unknownResourceCases(
  operation: Operation,
  plain: unknown,
  texts: ParameterTexts,
): Generator<ContractCase> {
  if (!operation.path.includes("{") || !operation.statuses.includes("404")) return;
  yield named(operation, "unknown resource", {
    group: "unknown-resource",
    pointer: append(operation.pointer, "responses", "404"),
    request: request(operation, {
      texts,
      unknownResource: true,
      ...(operation.body && { body: jsonBody(operation.body, plain) }),
    }),
    expect: refusal(operation, [404]),
  });
}
