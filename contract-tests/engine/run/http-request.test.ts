import { describe, expect, it } from "vitest";
import type { CaseRequest, ContractCase, Malformation } from "../case.js";
import { encodeSegment, formText } from "./encode.js";
import { toHttpRequest } from "./http-request.js";
import { put, readJson } from "./json.js";
import { malformations } from "./raw-json.js";

const target = { kind: "live", baseUrl: "http://127.0.0.1:1/v1", token: "S3cret=" } as const;

function sent(request: Partial<CaseRequest>, more: object = {}) {
  const plain = { method: "GET", path: "/things", headers: {}, token: "anonymous" };
  const contractCase = { request: { ...plain, ...request } } as ContractCase;
  return toHttpRequest(contractCase, { ...target, ...more });
}

function bodyOf(content: object): string | undefined {
  const body = { contentType: "application/json", content };
  return sent({ body } as Partial<CaseRequest>).body;
}

const json = { name: "a 1", size: 12, rate: 1.5, last: "b" };
const text = '{"name":"a 1","size":12,"rate":1.5,"last":"b"}';

it("is sent as the case says, with a media type only where there is a body", () => {
  expect(sent({ method: "PUT", headers: { Accept: "a/b" }, token: "valid" })).toEqual({
    method: "PUT",
    url: "http://127.0.0.1:1/v1/things",
    headers: { Accept: "a/b", Authorization: "Bearer S3cret=" },
  });
  expect(sent({ body: { contentType: "text/x", content: { text: "" } } })).toMatchObject({
    headers: { "Content-Type": "text/x" },
    body: "",
  });
});

it.each<[Malformation, string]>([
  ["truncated", text.slice(0, -1)],
  ["trailing comma", text.replace("}", ",}")],
  ["single quotes", "{'name':'a 1','size':12,'rate':1.5,'last':'b'}"],
  ["a comment", `/* a comment */ ${text}`],
  ["text behind", `${text} and more`],
  ["a second JSON text", `${text}\n{"a":"second"}`],
  ["text in front", `while(1);${text}`],
  ["names without quotes", '{name:"a 1",size:12,rate:1.5,last:"b"}'],
  ["a control character in a text", text.replace('"b"', '"b\t"')],
  ["NaN for a number", text.replace("12", "NaN")],
  ["Infinity for a number", text.replace("12", "-Infinity")],
  ["a zero in front of a number", text.replace("12", "012")],
  ["a plus in front of a number", text.replace("12", "+12")],
])("a body with %s is %j, which is no JSON", (malformed, broken) => {
  expect(malformations).toContain(malformed);
  expect(bodyOf({ json, malformed })).toBe(broken);
  expect(readJson(broken)).toBeUndefined();
});

it.each([
  ["numbers with an exponent", text.replace("12", "12e0")],
  ["numbers with a point", text.replace("12", "12.0")],
  ["numbers beyond any double", text.replace("12", "1e400")],
  ["a form", "name=a+1&size=12&rate=1.5&last=b"],
])("a body with %s is %s", (spelled, body) => {
  expect(bodyOf({ json, spelled })).toBe(body);
});

it("a body that is too large has more than a megabyte, and means the same", () => {
  const large = bodyOf({ json, spelled: "too large" })!;
  expect(large.length).toBeGreaterThan(2 ** 20);
  expect(readJson(large)).toEqual(json);
});

it("a form names what is inside by its brackets", () => {
  const value = { a: { b: [1, null], "c d": true }, e: [] };
  expect(decodeURIComponent(formText(value))).toBe("a[b][0]=1&a[b][1]=null&a[c+d]=true");
});

it("a path can hold any text", () => {
  expect(encodeSegment("a/b?c+d e\uD800")).toBe("a%2Fb%3Fc+d%20e%EF%BF%BD");
});

describe("a token", () => {
  it("is in the headers that the operation names, each with what stands before it", () => {
    const tokenHeaders = { "X-Key": "", "X-Other": "Key " };
    expect(sent({ token: "valid", tokenHeaders }).headers).toEqual({
      "X-Key": "S3cret=",
      "X-Other": "Key S3cret=",
    });
    expect(sent({ token: "none", tokenHeaders }).headers).toEqual({});
  });

  it("in the query has all the names that servers look for", () => {
    const query = "access_token=S3cret%3D&api_key=S3cret%3D&token=S3cret%3D";
    expect(sent({ token: "in-query" }).url).toBe(`${target.baseUrl}/things?${query}`);
    expect(sent({ token: "in-query", path: "/things?a=b" }).url).toBe(
      `${target.baseUrl}/things?a=b&${query}`,
    );
  });

  it.each([
    ["anonymous", {}],
    ["read-only", { Authorization: "Bearer reads" }],
    ["part", { Authorization: "Bearer S3cre" }],
    ["longer", { Authorization: "Bearer S3cret=0" }],
    ["other-case", { Authorization: "Bearer s3cret=" }],
    ["similar", { Authorization: "Bearer S3cretx" }],
    ["basic-password", { Authorization: "Basic UzNjcmV0PTo=" }],
    ["in-cookie", { Cookie: "token=S3cret=; session=S3cret=" }],
    ["in-other-header", { "X-API-Key": "S3cret=" }],
  ] as const)("%s is %j", (token, headers) => {
    expect(sent({ token }, { readOnlyToken: "reads" }).headers).toEqual(headers);
  });

  it("is another one even where it has no letters, or ends like the other", () => {
    const authorization = (token: string, use: "other-case" | "similar") =>
      sent({ token: use }, { token }).headers.Authorization;
    expect(authorization("123", "other-case")).toBe("Bearer contract-tests-unknown-token");
    expect(authorization("abc", "other-case")).toBe("Bearer ABC");
    expect(authorization("abx", "similar")).toBe("Bearer aby");
  });
});

describe("JSON with another value", () => {
  it("is a copy, changed where the pointer says", () => {
    const original = { a: { b: 1 } };
    expect(put(original, "/a/b", 2)).toEqual({ a: { b: 2 } });
    expect(put(original, "", 3)).toBe(3);
    expect(put(original, "/x/y", 3)).toEqual({ a: { b: 1 } });
    expect(original).toEqual({ a: { b: 1 } });
  });

  it("is read, or is nothing", () => {
    expect([readJson("[1]"), readJson("no"), readJson(undefined)]).toEqual([
      [1],
      undefined,
      undefined,
    ]);
  });
});
