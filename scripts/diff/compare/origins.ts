/** A pair of schemas on one side, compared once, or an operation that leads to some. */
export interface Visit {
  operation: string | undefined;
  /** The visits that led to it. */
  from: Set<Visit>;
}

type Names = ReadonlySet<string>;

/** Tells the operations that lead to visits, by way of others too. */
export class Origins {
  private readonly known = new Map<Visit, Names>();
  private readonly lists = new Map<Names, string[]>();

  /** The operations that lead to any of the visits, sorted. */
  of(visits: Iterable<Visit>): string[] {
    const sets = new Set<Names>();
    for (const visit of visits) {
      if (!this.known.has(visit)) this.walk(visit);
      sets.add(this.known.get(visit)!);
    }
    const names = union([...sets]);
    const list = this.lists.get(names) ?? [...names].sort();
    this.lists.set(names, list);
    return list;
  }

  /**
   * Visits that lead to one another have the same origins, and are told as one group: Tarjan's search
   * for strongly connected components, with a list in place of recursion, which may go too deep.
   */
  private walk(start: Visit): void {
    const order = new Map<Visit, number>();
    const lowest = new Map<Visit, number>();
    const open: Visit[] = [];
    const steps: { visit: Visit; from: Iterator<Visit> }[] = [];
    const enter = (visit: Visit) => {
      order.set(visit, order.size);
      lowest.set(visit, order.get(visit)!);
      open.push(visit);
      steps.push({ visit, from: visit.from.values() });
    };
    const lower = (visit: Visit, to: number) => lowest.set(visit, Math.min(lowest.get(visit)!, to));
    enter(start);
    for (let step = steps.at(-1); step; step = steps.at(-1)) {
      const { visit } = step;
      const { value: source, done } = step.from.next();
      if (!done) {
        if (this.known.has(source)) continue;
        if (order.has(source)) lower(visit, order.get(source)!);
        else enter(source);
        continue;
      }
      steps.pop();
      const next = steps.at(-1);
      if (next) lower(next.visit, lowest.get(visit)!);
      if (lowest.get(visit) === order.get(visit)) {
        this.close(open.splice(open.lastIndexOf(visit)));
      }
    }
  }

  /** All that led to the group from elsewhere is known by now. */
  private close(group: Visit[]): void {
    const sources = group.flatMap(({ from }) => [...from]);
    const sets = new Set(sources.flatMap((source) => this.known.get(source) ?? []));
    const own = new Set(group.flatMap(({ operation }) => operation ?? []));
    const names = union(own.size > 0 ? [...sets, own] : [...sets]);
    for (const visit of group) this.known.set(visit, names);
  }
}

/** One set is handed on as it is, so that most visits share theirs. */
const union = (sets: Names[]): Names =>
  sets.length === 1 ? sets[0]! : new Set(sets.flatMap((names) => [...names]));
