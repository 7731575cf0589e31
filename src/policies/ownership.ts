import type { Model } from "../../generated/types.js";

/** What is known when a model is found under our slug after an attempt in doubt. */
export interface Evidence {
  /** What we asked for. */
  datasetId: string;
  baseModel: string;
  /** The model that a look found. */
  model: Model;
  /** Whether an earlier look of this create found nothing under the slug. */
  seenAbsent: boolean;
  /** `Date.now()` when the first attempt that can have made it was sent. */
  sentSince: number;
  /** `Date.now()` when the look was sent and when it was answered. */
  lookSentAt: number;
  lookAnsweredAt: number;
  /** The look's `Date` header. */
  serverDate: string | null;
  /** Whether the server is reached on this machine, so that it may well have the same clock. */
  loopback: boolean;
}

// A clock that tells nothing of itself is taken to be at most this wrong.
const unknownSkewMs = 10 * 60_000;
// The clock that stamps `created` (a database) may differ from the one that stamps `Date` (a gateway).
const innerSkewMs = 2_000;
const dayMs = 86_400_000;

/**
 * Whether a model under our slug is the one that we asked for.
 *
 * Another dataset or base model: not ours. The same, after a look that found nothing: ours, since
 * slugs are unique. The same without such a look: `created` decides, on the server's clock as far
 * as its `Date` header tells (to a second, and the time that the look took). Loopback is taken for
 * one clock unless that header denies it: a tunnel or a container may end there.
 *
 * @returns "unclear" when `created` lies so close to our start that clocks could be the reason.
 */
export function ownership(evidence: Evidence): "ours" | "foreign" | "unclear" {
  const { model, sentSince } = evidence;
  if (
    model.openpipe.datasetId !== evidence.datasetId ||
    model.openpipe.baseModel !== evidence.baseModel
  ) {
    return "foreign";
  }
  if (evidence.seenAbsent) return "ours";
  // Without a zone, or only a day: good for what is days old, not for more.
  const exact = /T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/i.exec(model.created);
  // Cut to the second, it may have been at its end.
  const created = Date.parse(model.created) + (Number(exact?.[1]) > 0 ? 0 : 999);
  const [least, most] = clockOffset(evidence);
  // If nothing speaks against it the clocks agree; else the smallest offset that explains what we saw.
  const likely = Math.min(Math.max(0, least), most);
  if (exact && created >= sentSince + likely) return "ours";
  const margin = !exact ? dayMs : least === most ? 0 : innerSkewMs;
  return created < sentSince + Math.min(least, likely) - margin ? "foreign" : "unclear";
}

/** How far the server's clock can be ahead of ours, at least and at most, in milliseconds. */
function clockOffset(evidence: Evidence): [number, number] {
  const { loopback } = evidence;
  const date = Date.parse(evidence.serverDate ?? "");
  if (Number.isNaN(date)) return loopback ? [0, 0] : [-unknownSkewMs, unknownSkewMs];
  // `Date` is cut to the second and was read at some time between sending and answer.
  const [least, most] = [date - evidence.lookAnsweredAt, date + 1000 - evidence.lookSentAt];
  return loopback && least <= 0 && most >= 0 ? [0, 0] : [least, most];
}
