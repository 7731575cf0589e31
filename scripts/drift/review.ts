import type { Accepted } from "./accepted.js";
import type { Drift } from "./drift.js";

/** Drift held against the list of deliberate differences. */
export interface Review {
  unexpected: Drift[];
  accepted: { drift: Drift; entry: Accepted }[];
  /** Entries that no drift matches any more. */
  outdated: Accepted[];
}

export function review(drifts: Drift[], entries: Accepted[]): Review {
  const find = ({ ours, change }: Drift) =>
    entries.find((entry) => entry.pointer === ours && entry.change === change);
  const accepted = drifts.flatMap((drift) => {
    const entry = find(drift);
    return entry ? [{ drift, entry }] : [];
  });
  return {
    unexpected: drifts.filter((drift) => !find(drift)),
    accepted,
    outdated: entries.filter((entry) => !accepted.some((match) => match.entry === entry)),
  };
}
