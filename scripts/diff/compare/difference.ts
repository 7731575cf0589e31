import { members, type Node, pointerTo } from "../../lib/document/node.js";
import type { Rule } from "../rules.js";

/** Who meets a difference: who sends requests, who reads answers, or only who reads the docs. */
export type Side = "request" | "response" | "documentation";

/** One end of a difference. */
export interface End {
  pointer: string;
  value?: unknown;
}

export interface Ends {
  old?: End;
  new?: End;
}

/** Two places that correspond, as pointers: one in the old document, one in the new. */
export interface Place {
  old: string;
  new: string;
}

/** One difference in meaning. `old` is missing when something was added, `new` when removed. */
export interface Difference extends Ends {
  rule: Rule;
  side: Side;
  /** What happened, in a few words. */
  message: string;
  /** The operations whose requests or answers it reaches; empty: the document as a whole. */
  operations: string[];
  /** What it lies in. An end that is missing would stand there. */
  within: Place[];
}

/** What all views of one comparison have in common. */
interface Collection {
  found: Map<string, Difference>;
  compared: Set<string>;
  reports: number;
}

/** Collects differences; what a shared component repeats at every use is kept once for each side. */
export class Differences {
  constructor(
    readonly side: Side = "request",
    readonly operation: string | undefined = undefined,
    private readonly all: Collection = { found: new Map(), compared: new Set(), reports: 0 },
    readonly documented = true,
    readonly place: Place = { old: "#", new: "#" },
  ) {}

  /** The same collection, seen from an operation or a side of it. */
  at(side: Side, operation = this.operation): Differences {
    return new Differences(side, operation, this.all, this.documented, this.place);
  }

  /** The same collection, seen from two nodes that correspond. */
  within(old: Node, next: Node): Differences {
    const place = { old: old.pointer, new: next.pointer };
    return new Differences(this.side, this.operation, this.all, this.documented, place);
  }

  /** The same collection, deaf for words and examples. */
  withoutDocumentation(): Differences {
    return new Differences(this.side, this.operation, this.all, false, this.place);
  }

  /** How often something was reported, repetitions included. */
  get reports(): number {
    return this.all.reports;
  }

  add(rule: Rule, message: string, ends: Ends, side = this.side): void {
    if (side === "documentation" && !this.documented) return;
    this.all.reports += 1;
    const key = JSON.stringify([rule, side, ends.old?.pointer, ends.new?.pointer, message]);
    const known = this.all.found.get(key);
    const operations = this.operation === undefined ? [] : [this.operation];
    if (!known) {
      const difference = { rule, side, ...ends, message, operations, within: [this.place] };
      this.all.found.set(key, difference);
      return;
    }
    if (operations[0] && !known.operations.includes(operations[0])) {
      known.operations.push(operations[0]);
    }
    known.within.push(this.place);
  }

  /** Whether this pair is new to this operation and side, so that recursion ends. */
  begin(old: string, next: string): boolean {
    const key = JSON.stringify([this.side, this.operation, this.documented, old, next]);
    if (this.all.compared.has(key)) return false;
    this.all.compared.add(key);
    return true;
  }

  list(): Difference[] {
    return [...this.all.found.values()].map((difference) => ({
      ...difference,
      operations: [...difference.operations].sort(),
    }));
  }
}

/** The end of a difference at a member, or at the object itself when it has no such member. */
export function endAt(node: Node, key?: string): End {
  const value = key === undefined ? undefined : members(node)[key];
  if (value === undefined) return { pointer: node.pointer };
  return { pointer: pointerTo(node, key!), value };
}

/** The same member on both sides. */
export const endsAt = (old: Node, next: Node, key?: string) => ({
  old: endAt(old, key),
  new: endAt(next, key),
});

/** What is missing has no end; the other one says where it stood or stands. */
export function endsOf(old: Node | undefined, next: Node | undefined): Ends {
  return { ...(old && { old: endAt(old) }), ...(next && { new: endAt(next) }) };
}
