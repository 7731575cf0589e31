import {
  componentsUsedBy,
  type JsonObject,
  type Operation,
  readOperations,
} from "../lib/document/index.js";
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

/**
 * The entries that can apply to some of our operations: those within them and within what they use.
 * Where all operations are compared, all entries can.
 */
export function entriesFor(
  operations: Operation[],
  document: JsonObject,
  entries: Accepted[],
): Accepted[] {
  if (operations.length === readOperations(document).size) return entries;
  const parts = operations.map(({ node, parameters, security }) => [
    node.value,
    [...parameters.values()].map(({ value }) => value),
    { security: security?.value },
  ]);
  const own = operations.flatMap(({ node, parameters }) => [
    node.pointer,
    ...[...parameters.values()].map(({ pointer }) => pointer),
  ]);
  const places = [...own, ...componentsUsedBy(document, parts), "#/servers", "#/security"];
  const isWithin = (pointer: string) =>
    places.some((place) => pointer === place || pointer.startsWith(`${place}/`));
  return entries.filter(({ pointer }) => isWithin(pointer));
}
