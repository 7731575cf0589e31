import type { CaseRequest, ContractCase, Expectation } from "../case.js";
import { formText } from "../run/encode.js";
import { breakJson, malformations } from "../run/raw-json.js";
import { type WrongToken, wrongTokens } from "../run/tokens.js";
import { inputRefused } from "./body-cases.js";
import type { Context } from "./context.js";
import { isBearer } from "./credential.js";
import { isObject } from "./schema.js";
import {
  jsonBody,
  missingMethods,
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

const keys: [WrongToken, string][] = [
  ["none", "no key"],
  ["unknown", "unknown key"],
];

export function* securityCases(
  operation: Operation,
  plain: unknown,
  texts: ParameterTexts,
): Generator<ContractCase> {
  if (!operation.secured) return;
  const refused = (name: string, statuses: number[], changes: Partial<CaseRequest>) =>
    named(operation, name, {
      group: "security",
      pointer: securityPointer(operation),
      request: request(operation, {
        texts,
        unknownResource: true,
        ...(operation.body && { body: jsonBody(operation.body, plain) }),
        ...changes,
      }),
      expect: refusal(operation, statuses),
    });
  const { headers, others } = operation.credential;
  for (const [token, name] of isBearer(operation.credential) ? wrongTokens : keys) {
    // A parameter that nobody described may be refused as such.
    yield refused(name, token === "in-query" ? [401, 400, 404] : [401], { token });
  }
  const several = Object.entries(headers);
  if (several.length < 2 || others) return;
  for (const [name, prefix] of several) {
    yield refused(`only ${name}`, [401], { tokenHeaders: { [name]: prefix } });
  }
}

const otherTypes = [
  "text/plain",
  "application/x-www-form-urlencoded",
  "application/merge-patch+json",
  "application/xml",
  "multipart/form-data; boundary=x",
];

/** The document says in which order a request is checked: the first fault decides. */
export function* orderCases(
  { resources }: Context,
  operation: Operation,
  plain: unknown,
  texts: ParameterTexts,
): Generator<ContractCase> {
  if (
    !resources.some(({ create }) => create === operation.id) ||
    !operation.body ||
    !operation.secured
  )
    return;
  const { contentType } = operation.body;
  const inOrder = (name: string, statuses: number[], changes: Partial<ContractCase["request"]>) =>
    named(operation, `order: ${name}`, {
      group: "protocol",
      pointer: "#/info/description",
      request: { ...request(operation, { texts }), ...changes },
      expect: refusal(operation, statuses),
      undecidableOn: { mock: "Prism checks in an order of its own." },
    });
  const malformed = { contentType, content: { json: plain, malformed: "truncated" as const } };
  const invalid = { contentType, content: { json: {} } };
  const unknownPath = `${operation.path}-no-such-path`;
  yield inOrder("an unknown path before no token", [404], {
    path: unknownPath,
    method: "GET",
    token: "none",
  });
  yield inOrder("an unknown path before malformed JSON", [404], {
    path: unknownPath,
    body: malformed,
  });
  yield inOrder("malformed JSON before no token", [400], { body: malformed, token: "none" });
  yield inOrder("an unknown token before invalid input", [401], {
    body: invalid,
    token: "unknown",
  });
}

const anyAnswer: [name: string, accept: Record<string, string>][] = [
  ["no Accept header", {}],
  ["Accept: */*", { Accept: "*/*" }],
];

/**
 * Valid requests written in another way: any answer asked for, the media type with its charset,
 * properties in the opposite order.
 */
export function* respelledCases(
  operation: Operation,
  texts: ParameterTexts,
): Generator<ContractCase> {
  const { body } = operation;
  const isAlwaysThere = !body?.required && !operation.path.includes("{");
  for (const [name, accept] of isAlwaysThere ? anyAnswer : []) {
    const { Accept: _, ...headers } = request(operation, { texts }).headers;
    yield named(operation, name, {
      group: "valid",
      pointer: operation.pointer,
      request: request(operation, { texts, headers: { ...headers, ...accept } }),
      expect: success(operation),
    });
  }
  const first = body?.examples[0];
  if (first && body.contentType === "application/json") {
    const contentType = "application/json; charset=utf-8";
    yield named(operation, `example ${first.name} / media type ${contentType}`, {
      group: "valid",
      pointer: first.pointer,
      request: request(operation, { texts, body: { contentType, content: { json: first.value } } }),
      expect: success(operation),
    });
  }
  for (const { name, value, pointer } of body?.examples.slice(0, 2) ?? []) {
    yield named(operation, `example ${name} / properties in the opposite order`, {
      group: "valid",
      pointer,
      request: request(operation, { texts, body: jsonBody(body!, reversed(value)) }),
      expect: success(operation),
    });
  }
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => [name, reversed(member)] as const);
  return Object.fromEntries(members.reverse());
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
  const withNumber = body.examples.find(({ value }) => /":\d/.test(JSON.stringify(value)))?.value;
  for (const malformed of malformations) {
    const json = /number/.test(malformed) ? withNumber : plain;
    if (json === undefined || isJsonText(breakJson(JSON.stringify(json), malformed))) continue;
    yield refused(`malformed JSON: ${malformed}`, refusal(operation, inputRefused), {
      contentType: body.contentType,
      content: { json, malformed },
    });
  }
  if (operation.statuses.includes("413")) {
    yield refused("a body of more than a megabyte", refusal(operation, [413]), {
      contentType: body.contentType,
      content: { json: plain, spelled: "too large" },
    });
  }
  if (body.required) {
    yield refused("empty body", refusal(operation, inputRefused), {
      contentType: body.contentType,
      content: { text: "" },
    });
    yield refused("no body", anyInputRefusal(), undefined);
  }
  // Without a field it would be no body at all.
  if (isObject(plain) && formText(plain) !== "") {
    const contentType = "application/x-www-form-urlencoded";
    yield refused(`fields of ${contentType}`, anyInputRefusal(), {
      contentType,
      content: { json: plain, spelled: "a form" },
    });
  }
  for (const contentType of otherTypes) {
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
 * Methods that a path does not have.
 *
 * @param here the operations of the path; its first one has these cases.
 */
export function* methodCases(
  operation: Operation,
  here: readonly Operation[],
): Generator<ContractCase> {
  if (here[0] !== operation) return;
  const documented = operation.statuses.includes("default");
  for (const method of missingMethods(here)) {
    yield {
      ...named(operation, `method ${method}`, {
        group: "protocol",
        pointer: append("#/paths", operation.path),
        request: request(operation, { method, unknownResource: true }),
        expect: { kind: "refusal", statuses: "4xx", documented },
        ...(documented && {
          undecidableOn: { mock: "Prism answers an unknown method in a shape of its own." },
        }),
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
