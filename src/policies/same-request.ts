import type { Model } from "../../generated/types.js";

/** The same request within this time is the same request. */
const windowMs = 10 * 60_000;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** What a create asks for, as far as it tells whose a model is. */
export interface Wanted {
  slug: string;
  datasetId: string;
  baseModel: string;
  /** The whole `trainingConfig`. */
  settings: unknown;
}

/** A model that was found under the slug, and when. */
export interface Sighting {
  model: Model;
  /** The `Date` header of the answer: the server's clock. */
  date: string | null;
  /** `Date.now()` at the answer: the local clock, which may be wrong. */
  localTime: number;
  /** Milliseconds since the create began, by a clock that cannot be set. */
  elapsedMs: number;
}

/**
 * Whether a model under our slug is the one that a create asked for: it has our dataset, our base
 * model and no setting of ours with another value, and it is not older than ten minutes before the
 * create began.
 *
 * @returns "taken" when it is certainly another one; "unclear" when the clocks cannot tell.
 */
export function judgeSighting(wanted: Wanted, sighting: Sighting): "ours" | "taken" | "unclear" {
  const { openpipe, created } = sighting.model;
  if (openpipe.datasetId !== wanted.datasetId || openpipe.baseModel !== wanted.baseModel) {
    return "taken";
  }
  if (echoesOtherwise(wanted.settings, openpipe.hyperparameters)) return "taken";
  const [earliest, latest] = creationTime(created);
  const serverTime = Date.parse(String(sighting.date));
  const isKnown = !Number.isNaN(serverTime);
  const began = (isKnown ? serverTime : sighting.localTime) - sighting.elapsedMs;
  // The local clock is trusted to ten minutes for what is ours, and to a day against it.
  if (began - earliest <= (isKnown ? windowMs : 0)) return "ours";
  return began - latest > (isKnown ? windowMs : dayMs) ? "taken" : "unclear";
}

/** The earliest and the latest time that `created` can mean; NaN, which decides nothing, for no time. */
function creationTime(created: string): [number, number] {
  const isDay = !created.includes(":");
  const isZoned = /Z|[+-]\d\d:?\d\d/i.test(created);
  const time = Date.parse(isZoned || isDay ? created : `${created}Z`);
  // Zones reach from UTC-12 to UTC+14.
  return isZoned ? [time, time] : [time - 14 * hourMs, time + 12 * hourMs + (isDay ? dayMs : 0)];
}

/**
 * Whether a setting that was sent comes back with another value. In what shape settings come back,
 * and with which defaults beside them, is not documented, so they are compared by their names.
 */
function echoesOtherwise(sent: unknown, echoed: unknown): boolean {
  const wanted = leavesOf(sent);
  return [...leavesOf(echoed)].some(([name, values]) => {
    const allowed = wanted.get(name);
    // The server chooses what "auto" means.
    return allowed && !allowed.has("auto") && [...values].some((value) => !allowed.has(value));
  });
}

/** The values of all that is no object, by name. */
function leavesOf(
  value: unknown,
  found = new Map<string, Set<unknown>>(),
): Map<string, Set<unknown>> {
  for (const [name, inner] of Object.entries(Object(value))) {
    if (typeof inner === "object") leavesOf(inner, found);
    else found.set(name, (found.get(name) ?? new Set()).add(inner));
  }
  return found;
}
