import { members, type Node, pointerTo } from "../../lib/document/index.js";
import { limitKeywords } from "./keywords.js";

/** A bound such as `minimum: 3`; `excluded` says that the value itself is out. */
export interface Limit {
  keyword: string;
  value: number;
  excluded: boolean;
  pointer: string;
}

export function readLimits(node: Node): Map<string, Limit> {
  const value = members(node);
  const limits = new Map<string, Limit>();
  for (const key of Object.keys(value)) {
    const known = limitKeywords[key];
    const bound = value[key];
    if (!known || typeof bound !== "number") continue;
    if (/^min./.test(key) && key !== "minimum" && bound <= 0) continue;
    // OpenAPI 3.0 says with a boolean whether the limit itself is excluded.
    const flag = known.flag !== undefined && value[known.flag] === true ? known.flag : undefined;
    const keyword = flag ?? key;
    const excluded = keyword.startsWith("exclusive");
    const limit = { keyword, value: bound, excluded, pointer: pointerTo(node, keyword) };
    limits.set(known.limit, stronger(known.upper, limits.get(known.limit), limit));
  }
  return limits;
}

/** The bound that implies the other. */
export function stronger(upper: boolean, a: Limit | undefined, b: Limit): Limit {
  if (!a) return b;
  const step = (b.value - a.value) * (upper ? -1 : 1) || Number(b.excluded) - Number(a.excluded);
  return step > 0 ? b : a;
}

/** Above 0 and from 0.5 on is from 1 on, for integers. */
export function onIntegers(limit: Limit): Limit {
  const { upper, types } = limitKeywords[limit.keyword]!;
  if (!types.includes("integer")) return limit;
  const whole = upper ? Math.floor(limit.value) : Math.ceil(limit.value);
  const step = limit.excluded && whole === limit.value ? (upper ? -1 : 1) : 0;
  return { ...limit, value: whole + step, excluded: false };
}
