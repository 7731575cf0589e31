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

/** A difference with what it was found in, which tells the operations that it reaches. */
interface Found {
  difference: Difference;
  visits: Set<Visit>;
}

/** What all views of one comparison have in common. */
interface Collection {
  found: Map<string, Found>;
  visits: Map<string, Visit>;
  reports: number;
  tasks: (() => void)[];
}

/** Collects differences; what a shared component repeats at every use is kept once for each side. */
export class Differences {
  constructor(
    readonly side: Side = "request",
    private readonly visit: Visit = { operation: undefined, from: new Set() },
    private readonly all: Collection = {
      found: new Map(),
      visits: new Map(),
      reports: 0,
      tasks: [],
    },
    private readonly documented = true,
    readonly place: Place = { old: "#", new: "#" },
  ) {}

  /** The same collection, seen from an operation. */
  of(operation: string): Differences {
    const visit = { operation, from: new Set<Visit>() };
    return new Differences(this.side, visit, this.all, this.documented, this.place);
  }

  /** The same collection, seen from one side. */
  on(side: Side): Differences {
    return new Differences(side, this.visit, this.all, this.documented, this.place);
  }

  /** The same collection, seen from two nodes that correspond. */
  within(old: Node, next: Node): Differences {
    return this.withinPlace({ old: old.pointer, new: next.pointer });
  }

  withinPlace(place: Place): Differences {
    return new Differences(this.side, this.visit, this.all, this.documented, place);
  }

  /** The same collection, deaf for words and examples. */
  withoutDocumentation(): Differences {
    return new Differences(this.side, this.visit, this.all, false, this.place);
  }

  /** How often something was reported, repetitions included. */
  get reports(): number {
    return this.all.reports;
  }

  add(rule: Rule, message: string, ends: Ends, side = this.side): void {
    if (side === "documentation" && !this.documented) return;
    this.all.reports += 1;
    const key = JSON.stringify([rule, side, ends.old?.pointer, ends.new?.pointer, message]);
    const difference = { rule, side, ...ends, message, operations: [], within: [] };
    const found = this.all.found.get(key) ?? { difference, visits: new Set() };
    this.all.found.set(key, found);
    found.visits.add(this.visit);
    found.difference.within.push(this.place);
  }

  /**
   * Compares a pair of schemas, unless this side has compared it before. Not now but soon, so that
   * documents may nest as deep as they like.
   */
  visitOnce(key: string, compare: (found: Differences) => void): void {
    const whole = `${this.side} ${this.documented} ${key}`;
    const known = this.all.visits.get(whole);
    const visit = known ?? { operation: undefined, from: new Set() };
    visit.from.add(this.visit);
    if (known) return;
    this.all.visits.set(whole, visit);
    const found = new Differences(this.side, visit, this.all, this.documented, this.place);
    this.all.tasks.push(() => compare(found));
  }

  /** Everything that was found, when all visits are done. */
  list(): Difference[] {
    // A list that grows while it is walked through.
    for (const task of this.all.tasks) task();
    this.all.tasks.length = 0;
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

/** The same member on both sides. */
export const endsAt = (old: Node, next: Node, key?: string) => ({
  old: endAt(old, key),
  new: endAt(next, key),
});

/** What is missing has no end; the other one says where it stood or stands. */
export function endsOf(old: Node | undefined, next: Node | undefined): Ends {
  return { ...(old && { old: endAt(old) }), ...(next && { new: endAt(next) }) };
}
