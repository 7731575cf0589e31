import type { Place } from "./place.js";
import { append } from "../../../scripts/lib/document/index.js";
import { list } from "./schema.js";

/** The keywords that limit a value of a type, with values right at the limit and just beyond it. */
interface Limit {
  within(limit: never, text: string, item: unknown): unknown[];
  beyond(limit: never, text: string, item: unknown): unknown[];
}

const limits: Record<string, Limit> = {
  minimum: { within: (limit: number) => [limit], beyond: (limit: number) => [limit - 1] },
  maximum: { within: (limit: number) => [limit], beyond: (limit: number) => [limit + 1] },
  exclusiveMinimum: {
    within: (limit: number) => [limit + 1, limit + 0.001],
    beyond: (limit: number) => [limit],
  },
  exclusiveMaximum: {
    within: (limit: number) => [limit - 1, limit - 0.001],
    beyond: (limit: number) => [limit],
  },
  multipleOf: {
    within: (limit: number) => [limit, limit * 3],
    beyond: (limit: number) => [limit * 1.5, limit * 2.25],
  },
  minLength: {
    within: (limit: number, text) => [stretch(text, limit)],
    beyond: (limit: number, text) => (limit > 0 ? [stretch(text, limit - 1)] : []),
  },
  maxLength: {
    within: (limit: number, text) => [stretch(text, limit)],
    beyond: (limit: number, text) => [stretch(text, limit + 1)],
  },
  // Strings that fit a pattern come from examples.
  pattern: { within: () => [], beyond: (_, text) => ["", "~ not it ~", `~${text}`, `${text} ~`] },
  format: {
    within: (format: string) => list(formats[format]),
    beyond: () => ["~ not it ~", "", "9999-99-99"],
  },
  minItems: {
    within: (limit: number, _, item) => [repeat(item, limit)],
    beyond: (limit: number, _, item) => (limit > 0 ? [repeat(item, limit - 1)] : []),
  },
  maxItems: {
    within: (limit: number, _, item) => [repeat(item, limit)],
    beyond: (limit: number, _, item) => [repeat(item, limit + 1)],
  },
  uniqueItems: {
    within: () => [],
    beyond: (unique: boolean, _, item) => (unique ? [[item, item]] : []),
  },
};

export const limitKeywords = Object.keys(limits);

export interface LimitValue {
  keyword: string;
  limit: unknown;
  value: unknown;
  pointer: string;
}

/** No text and no array of a case is longer than this. */
const mostLength = 100_000;

/**
 * Values right at each limit of a schema, or just beyond it.
 *
 * @param item what an array is made of; `undefined`: no array is made.
 */
export function* limitValues(
  { context, view }: Place,
  side: keyof Limit,
  text: string,
  item: unknown,
): Generator<LimitValue> {
  for (const { schema, pointer } of view.parts) {
    for (const [keyword, limit] of Object.entries(limits)) {
      if (!(keyword in schema)) continue;
      if (/Length|Items$/.test(keyword) && Number(schema[keyword]) > mostLength) {
        const reason = `No case comes near to a limit of more than ${mostLength}.`;
        context.gap({ pointer: append(pointer, keyword), reason });
        continue;
      }
      if (keyword.endsWith("Items") && item === undefined) continue;
      for (const value of limit[side](schema[keyword] as never, text, item)) {
        yield { keyword, limit: schema[keyword], value, pointer: append(pointer, keyword) };
      }
    }
  }
}

/** A text cut or repeated to a length. */
function stretch(text: string, length: number): string {
  return text.repeat(Math.ceil(length / Math.max(1, text.length))).slice(0, length);
}

function repeat(item: unknown, length: number): unknown[] {
  return Array.from({ length }, () => item);
}

/** Texts of each format. */
export const formats: Record<string, string[]> = {
  "date-time": ["2026-03-02T09:15:04Z"],
  date: ["2026-03-02"],
  time: ["09:15:04Z"],
  duration: ["PT30S"],
  email: ["someone@example.com"],
  hostname: ["example.com"],
  ipv4: ["192.0.2.1"],
  ipv6: ["2001:db8::1"],
  uri: ["https://example.com/"],
  "uri-reference": ["/somewhere"],
  uuid: ["3f9c1f86-7d0a-4d0b-9a55-6f0c6d8f2b11"],
};
