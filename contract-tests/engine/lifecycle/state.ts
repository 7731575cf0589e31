import type { OpenApiDocument } from "../../../scripts/lib/openapi.js";
import { get } from "../derive/pointer.js";
import type { Breach } from "../judge/judge.js";
import { resource } from "../../resources.js";
import { answerPointer } from "./echo.js";

const { status: statusAt, order, failed, message, created, changed } = resource.state;

/** A new resource is in the first state. */
export function judgeNew(document: OpenApiDocument, model: unknown): Breach[] {
  const status = get(model, statusAt);
  const first: readonly string[] = order[0];
  return [
    ...(typeof status !== "string" || first.includes(status)
      ? []
      : [breach(document, resource.create, statusAt, first.join(" or "), status)]),
    ...judgeState(document, resource.create, model),
  ];
}

/**
 * The state of a resource fits together, and has not gone back since it was last seen.
 *
 * @param before the same resource at an earlier time.
 */
export function judgeState(
  document: OpenApiDocument,
  operationId: string,
  model: unknown,
  before?: unknown,
): Breach[] {
  const say = (property: string, expected: string) =>
    breach(document, operationId, property, expected, get(model, property));
  const status = get(model, statusAt);
  const found: Breach[] = [];
  const [now, then] = [rank(status), rank(get(before, statusAt))];
  if (now >= 0 && now < then) {
    found.push(say(statusAt, `no earlier one than ${String(get(before, statusAt))}`));
  }
  const why = get(model, message);
  if (status === failed && (why === null || why === "")) {
    found.push(say(message, `why it is ${failed}`));
  }
  const ended = rank(failed);
  if (now >= 0 && status !== failed && now <= ended && typeof why === "string") {
    found.push(say(message, `null, as the status is ${String(status)}`));
  }
  if (instant(get(model, changed)) < instant(get(model, created)) - 1000) {
    found.push(say(changed, `not before ${created.slice(1)}: ${String(get(model, created))}`));
  }
  return found;
}

/** How far a state is; -1 for one that is not known. */
function rank(status: unknown): number {
  return order.findIndex((states) => (states as readonly unknown[]).includes(status));
}

/** In milliseconds; `NaN` for what is no date. */
export function instant(date: unknown): number {
  return typeof date === "string" && /^\d{4}-\d\d-\d\dT/.test(date) ? Date.parse(date) : Number.NaN;
}

function breach(
  document: OpenApiDocument,
  operationId: string,
  property: string,
  expected: string,
  actual: unknown,
): Breach {
  return {
    rule: "the state of a model fits together",
    pointer: answerPointer(document, operationId, property),
    expected: `${property}: ${expected}`,
    actual: JSON.stringify(actual) ?? "nothing",
    cause: `state at ${property}: ${expected.replace(/\d[\d.:TZ+-]*/g, "")}`,
  };
}
