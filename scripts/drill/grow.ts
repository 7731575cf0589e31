import { isMap, parse, parseDocument } from "yaml";
import { Failure } from "../lib/failure.js";

/** A piece of an OpenAPI document that is merged into the whole, or a name that changes everywhere. */
type Step = Record<string, unknown> | { rename: { from: string; to: string } };

/**
 * The text of `openapi.yaml` after a growth step: objects are merged, lists get longer, and what was
 * there stays.
 *
 * @throws Failure when the step would replace something.
 */
export function grow(text: string, stepText: string): string {
  const step = parse(stepText) as Step;
  if (isRename(step)) return text.replaceAll(step.rename.from, step.rename.to);
  const document = parseDocument(text);
  merge(step, []);
  return document.toString({ lineWidth: 100, flowCollectionPadding: false });

  function merge(added: object, path: string[]): void {
    for (const [key, value] of Object.entries(added)) {
      const place = [...path, key];
      const present = document.getIn(place);
      if (present === undefined) document.setIn(place, document.createNode(value));
      else if (Array.isArray(value)) value.forEach((each) => document.addIn(place, each));
      else if (isMap(present) && typeof value === "object") merge(value, place);
      else throw new Failure(`${place.join(" / ")} is there already.`);
    }
  }
}

function isRename(step: Step): step is { rename: { from: string; to: string } } {
  return "rename" in step;
}
