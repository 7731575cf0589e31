import { essence, findMediaType, isForm, isJson, isText } from "../http/media-type.js";
import type { Schema, ValidationIssue } from "../validation/schema.js";
import { validate } from "../validation/validate.js";
import type { Content, Operation } from "./operation.js";
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
  const mediaType = wantedType
    ? findMediaType(declared, wantedType)
    : fittingType(body.content, input);
  if (mediaType === undefined) {
    issues.push(notDeclared(declared));
    return undefined;
  }
  const encoded = encode(wantedType ?? mediaType, input);
  if (typeof encoded === "string") issues.push({ pointer: "", message: encoded });
  else if (checked) {
    issues.push(...issuesOf(body.content[mediaType]!, encoded, input));
  }
  return typeof encoded === "string" ? undefined : encoded;
}

/** What is wrong with a `Content-Type` that the document does not list. */
export function notDeclared(declared: string[]): ValidationIssue {
  return { pointer: "/headers/content-type", message: `must be one of ${declared.join(", ")}` };
}

/** The media type that the input is of, where the document offers several; the first in doubt. */
function fittingType(content: Content, input: unknown): string | undefined {
  const declared = Object.keys(content);
  if (declared.length === 1) return declared[0];
  if (input instanceof Blob) {
    const isOpaque = (type: string) => !isJson(type) && !isText(type) && !isForm(type);
    return findMediaType(declared.filter(isOpaque), input.type) ?? declared.find(isOpaque);
  }
  const fitting = declared.find((mediaType) => {
    const encoded = encode(mediaType, input);
    return (
      typeof encoded !== "string" && issuesOf(content[mediaType]!, encoded, input).length === 0
    );
  });
  return fitting ?? declared[0];
}

function issuesOf(schema: Schema, encoded: Body, input: unknown): ValidationIssue[] {
  return validate(schema, "json" in encoded ? encoded.json : withoutUndefined(input));
}

/** @returns What is wrong, when it cannot be done. */
function encode(contentType: string, input: unknown): Body | string {
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
    if (data !== undefined) return { data, contentType, json: JSON.parse(data) };
  } catch {
    // Cyclic, a BigInt, or a `toJSON` that fails.
  }
  return "must be plain JSON";
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
