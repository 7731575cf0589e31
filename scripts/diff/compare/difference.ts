import type { Rule } from "../rules.js";
import type { Node } from "./node.js";

/** Who meets a difference: who sends requests, who reads answers, or only who reads the docs. */
export type Side = "request" | "response" | "documentation";

/** One end of a difference. */
export interface End {
  pointer: string;
  value?: unknown;
}

/** Two places that correspond, as pointers: one in the old document, one in the new. */
export interface Place {
  old: string;
  new: string;
}

/** One difference in meaning. `old` is missing when something was added, `new` when removed. */
export interface Difference {
  rule: Rule;
  side: Side;
  old?: End;
  new?: End;
  /** What happened, in a few words. */
  message: string;
  /** The operations whose requests or answers it reaches; empty: the document as a whole. */
  operations: string[];
  /** What it lies in. An end that is missing would stand there. */
  within: Place[];
}

/** Collects differences; what a shared component repeats at every use is kept once for each side. */
export class Differences {
  readonly #found = new Map<string, Difference>();
  readonly #compared = new Set<string>();

  constructor(
    readonly side: Side = "request",
    readonly operation: string | undefined = undefined,
    shared?: Differences,
    readonly documented = true,
    readonly place: Place = { old: "#", new: "#" },
  ) {
    if (shared) {
      this.#found = shared.#found;
      this.#compared = shared.#compared;
    }
  }

  /** The same collection, seen from an operation or a side of it. */
  at(side: Side, operation = this.operation): Differences {
    return new Differences(side, operation, this, this.documented, this.place);
  }

  /** The same collection, seen from two nodes that correspond. */
  within(old: Node, next: Node): Differences {
    const place = { old: old.pointer, new: next.pointer };
    return new Differences(this.side, this.operation, this, this.documented, place);
  }

  /** The same collection, deaf for words and examples. */
  withoutDocumentation(): Differences {
    return new Differences(this.side, this.operation, this, false, this.place);
  }

  add(rule: Rule, message: string, ends: { old?: End; new?: End }, side = this.side): void {
    if (side === "documentation" && !this.documented) return;
    const key = JSON.stringify([rule, side, ends.old?.pointer, ends.new?.pointer, message]);
    const known = this.#found.get(key);
    const operations = this.operation === undefined ? [] : [this.operation];
    if (!known) {
      this.#found.set(key, { rule, side, ...ends, message, operations, within: [this.place] });
      return;
    }
    if (operations[0] && !known.operations.includes(operations[0])) {
      known.operations.push(operations[0]);
    }
    known.within.push(this.place);
  }

  /** Whether this pair is new to this operation and side, so that recursion ends. */
  begin(oldPointer: string, newPointer: string): boolean {
    const key = JSON.stringify([
      this.side,
      this.operation,
      this.documented,
      oldPointer,
      newPointer,
    ]);
    if (this.#compared.has(key)) return false;
    this.#compared.add(key);
    return true;
  }

  list(): Difference[] {
    return [...this.#found.values()].map((difference) => ({
      ...difference,
      operations: [...difference.operations].sort(),
    }));
  }
}
