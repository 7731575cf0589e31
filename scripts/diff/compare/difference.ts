import { members, type Node, pointerTo } from "../../lib/document/index.js";
import type { Rule } from "../rules.js";
import { Origins, type Visit } from "./origins.js";

/** Who meets a difference: who sends requests, who reads answers, or only who reads the docs. */
export type Side = "request" | "response" | "documentation";

/** One end of a difference. */
export interface End {
  pointer: string;
  value?: unknown;
}

/** What is missing has no end; the other one says where it stood or stands. */
export interface Ends {
  old?: End | undefined;
  new?: End | undefined;
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

/** From where a comparison looks. */
interface View {
  side: Side;
  visit: Visit;
  /** Whether words and examples count. */
  documented: boolean;
  place: Place;
}

/** What all views of one comparison have in common. */
interface Collection {
  found: Map<string, { difference: Difference; visits: Set<Visit> }>;
  /** By the view's side, then by the pair. */
  visits: Map<string, Map<string, Visit>>;
  reports: number;
  tasks: (() => void)[];
}

/** Collects differences; what a shared component repeats at every use is kept once for each side. */
export class Differences {
  constructor(
    private readonly view: View = {
      side: "request",
      visit: { operation: undefined, from: new Set() },
      documented: true,
      place: { old: "#", new: "#" },
    },
    private readonly all: Collection = {
      found: new Map(),
      visits: new Map(),
      reports: 0,
      tasks: [],
    },
  ) {}

  private seen(from: Partial<View>): Differences {
    return new Differences({ ...this.view, ...from }, this.all);
  }

  /** The same collection, seen from an operation. */
  of(operation: string): Differences {
    return this.seen({ visit: { operation, from: new Set() } });
  }

  /** The same collection, seen from one side. */
  on(side: Side): Differences {
    return this.seen({ side });
  }

  /** The same collection, seen from two nodes that correspond. */
  within(old: { pointer: string }, next: { pointer: string }): Differences {
    return this.seen({ place: { old: old.pointer, new: next.pointer } });
  }

  /** The same collection, deaf for words and examples. */
  withoutDocumentation(): Differences {
    return this.seen({ documented: false });
  }

  get side(): Side {
    return this.view.side;
  }

  get place(): Place {
    return this.view.place;
  }

  /** How often something was reported, repetitions included. */
  get reports(): number {
    return this.all.reports;
  }

  add(rule: Rule, message: string, ends: Ends, side = this.side): void {
    if (side === "documentation" && !this.view.documented) return;
    this.all.reports += 1;
    const key = JSON.stringify([rule, side, ends.old?.pointer, ends.new?.pointer, message]);
    const difference = { rule, side, ...ends, message, operations: [], within: [] };
    const found = this.all.found.get(key) ?? { difference, visits: new Set() };
    this.all.found.set(key, found);
    found.visits.add(this.view.visit);
    found.difference.within.push(this.place);
  }

  /**
   * Compares a pair of schemas, unless this side has compared it before. Not now but soon, so that
   * documents may nest as deep as they like.
   */
  visitOnce(pair: string, compare: (found: Differences) => void): void {
    const { side, documented } = this.view;
    const visits = this.all.visits.get(`${side} ${documented}`) ?? new Map<string, Visit>();
    this.all.visits.set(`${side} ${documented}`, visits);
    const known = visits.get(pair);
    const visit = known ?? { operation: undefined, from: new Set() };
    visit.from.add(this.view.visit);
    if (known) return;
    visits.set(pair, visit);
    this.all.tasks.push(() => compare(this.seen({ visit })));
  }

  /** Everything that was found, when all visits are done. */
  list(): Difference[] {
    while (this.all.tasks.length > 0) for (const task of this.all.tasks.splice(0)) task();
    const origins = new Origins();
    return [...this.all.found.values()].map(({ difference, visits }) => ({
      ...difference,
      operations: origins.of(visits),
    }));
  }
}

/** The end of a difference at a member, or at the object itself when it has no such member. */
export function endAt(node: Node, key?: string): End {
  const value = key === undefined ? undefined : members(node)[key];
  if (value === undefined) return { pointer: node.pointer };
  return { pointer: pointerTo(node, key!), value };
}

/** The same member on both sides, where the sides are there. */
export const endsAt = (old: Node | undefined, next: Node | undefined, key?: string): Ends => ({
  old: old && endAt(old, key),
  new: next && endAt(next, key),
});
