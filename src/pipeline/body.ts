import { essence, findMediaType, isForm, isJson, isText } from "../http/media-type.js";
import type { Schema, ValidationIssue } from "../validation/schema.js";
import { validate } from "../validation/validate.js";
import type { Operation } from "./operation.js";
import { withoutUndefined } from "./without-undefined.js";

/** A request body that is ready to be sent, as often as needed. */
export interface Body {
  data: string | Blob | FormData | URLSearchParams;
  /** Undefined where `fetch` adds it itself, with the boundary between the parts. */
  contentType: string | undefined;
  /** What JSON says: the input as it was when the call began. */
  json?: unknown;
}

/**
 * Makes the body of a request; adds what is wrong with the input to `issues`.
 *
 * @param wantedType The `Content-Type` that the caller asks for, where the document offers several.
 */
export function encodeBody(
  { body }: Operation,
  input: unknown,
  wantedType: string | undefined,
  checked: boolean,
  issues: ValidationIssue[],
): Body | undefined {
  if (!body || (input === undefined && !body.required)) return undefined;
  const declared = Object.keys(body.content);
  const mediaTypes = wantedType
    ? [findMediaType(declared, wantedType) ?? []].flat()
    : fittingTypes(declared, input);
  let first: Encoded | undefined;
  for (const mediaType of mediaTypes) {
    const encoded = encode(wantedType ?? mediaType, input, body.content[mediaType]!);
    if (encoded.issues.length === 0) return encoded.body;
    first ??= encoded;
  }
  if (!checked && first?.body) return first.body;
  issues.push(...(first?.issues ?? [notDeclared(declared)]));
  return undefined;
}

/** What is wrong with a `Content-Type` that the document does not list. */
function notDeclared(declared: string[]): ValidationIssue {
  return { pointer: "/headers/content-type", message: `must be one of ${declared.join(", ")}` };
}

/** The media types that the input may be of: the first of them that it fits, or none, is meant. */
function fittingTypes(declared: string[], input: unknown): string[] {
  if (declared.length === 1 || !(input instanceof Blob)) return declared;
  const opaque = declared.filter((type) => !isJson(type) && !isText(type) && !isForm(type));
  return [findMediaType(opaque, input.type) ?? opaque[0] ?? []].flat();
}

/** A body, and what is wrong with its input; no body when it cannot be made of that. */
interface Encoded {
  body?: Body;
  issues: ValidationIssue[];
}

function encode(contentType: string, input: unknown, schema: Schema): Encoded {
  const body = bodyOf(contentType, input);
  if (typeof body === "string") return { issues: [{ pointer: "", message: body }] };
  return {
    body,
    issues: validate(schema, "json" in body ? body.json : withoutUndefined(input)),
  };
}

/** @returns What is wrong, when it cannot be made. */
function bodyOf(contentType: string, input: unknown): Body | string {
  if (isJson(contentType)) return encodeJson(contentType, input);
  const type = essence(contentType);
  if (isForm(type)) {
    if (typeof input !== "object" || input === null)
      return "must be an object, a field for each part";
    const form = formOf(input);
    if (type === "multipart/form-data") return { data: form, contentType: undefined };
    const parts = [...form];
    const fields = parts.filter((field): field is [string, string] => typeof field[1] === "string");
    if (fields.length < parts.length) return "must have fields of text, numbers and booleans";
    return { data: new URLSearchParams(fields), contentType };
  }
  if (typeof input === "string") return { data: input, contentType };
  if (!isText(type) && input instanceof Blob) return { data: input, contentType };
  return isText(type) ? "must be a string" : "must be a Blob or a string";
}

/** A caller who goes on changing the object must not change what is sent again: so it is copied. */
function encodeJson(contentType: string, input: unknown): Body | string {
  try {
    const data = JSON.stringify(input);
    return { data, contentType, json: JSON.parse(data) };
  } catch {
    // Cyclic, a BigInt, a `toJSON` that fails, or what has no JSON, such as a function.
    return "must be plain JSON";
  }
}

/** Files as they are, lists as repeated fields, objects as JSON. */
function formOf(input: object): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(input)) {
    for (const item of [value].flat()) {
      if (item === undefined) continue;
      if (item instanceof Blob) form.append(name, item);
      else if (typeof item !== "object") form.append(name, String(item));
      else form.append(name, new Blob([JSON.stringify(item)], { type: "application/json" }));
    }
  }
  return form;
}
