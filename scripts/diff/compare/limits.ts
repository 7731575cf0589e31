import { limitKeywords } from "../schema/keywords.js";
import { type Limit, stronger } from "../schema/limits.js";
import type { Schema } from "../schema/schema.js";
import { sideBySide } from "../schema/values.js";
import type { Differences } from "./difference.js";

/** Limits by a number, such as `minimum` and `maxLength`. */
export function compareLimits(old: Schema, next: Schema, found: Differences): void {
  for (const [, before, after] of sideBySide(old.limits, next.limits)) {
    const ends = { old: before && endOf(before), new: after && endOf(after) };
    if (!before) {
      found.add("constraint-tightened", `\`${after!.keyword}\` ${after!.value} added`, ends);
    } else if (!after) {
      found.add("constraint-loosened", `\`${before.keyword}\` ${before.value} removed`, ends);
    } else if (before.value !== after.value || before.excluded !== after.excluded) {
      const { upper } = limitKeywords[after.keyword]!;
      const change =
        before.keyword === after.keyword
          ? `\`${before.keyword}\` changed from ${before.value} to ${after.value}`
          : `\`${before.keyword}\` ${before.value} became \`${after.keyword}\` ${after.value}`;
      const tighter = stronger(upper, before, after) === after;
      found.add(tighter ? "constraint-tightened" : "constraint-loosened", change, ends);
    }
  }
}

const endOf = ({ pointer, value }: Limit) => ({ pointer, value });
