import { isMap, parse, parseDocument } from "yaml";
import { Failure } from "../../lib/failure.js";

/** A name that changes everywhere, so that code which uses the old one does not compile. */
interface Rename {
  rename: { from: string; to: string };
}

/**
 * The text of `openapi.yaml` after a growth step, which is a piece of a document: objects are merged,
 * lists get longer, and what was there stays. A step with an operation that the document has already
 * changes nothing.
 *
 * @throws Failure when the step would replace something.
 */
export function grow(text: string, stepText: string): string {
  const step = parse(stepText) as object;
  if (isRename(step)) return text.replaceAll(step.rename.from, step.rename.to);
  if (operationIds(stepText).some((id) => operationIds(text).includes(id))) return text;
  const document = parseDocument(text);
  const merge = (added: object, path: string[]): void => {
    for (const [key, value] of Object.entries(added)) {
      const place = [...path, key];
      const present = document.getIn(place);
      if (present === undefined) document.setIn(place, document.createNode(value));
      else if (Array.isArray(value)) value.forEach((each) => document.addIn(place, each));
      else if (isMap(present)) merge(value, place);
      else throw new Failure(`${place.join(" / ")} is there already.`);
    }
  };
  merge(step, []);
  return document.toString({ lineWidth: 100, flowCollectionPadding: false });
}

function operationIds(text: string): string[] {
  return [...text.matchAll(/^ +operationId: (\w+)$/gm)].map(([, id]) => id!);
}

/** What the compiler has to name after a step; `undefined` where everything still compiles. */
export function readFailure(stepText: string): string | undefined {
  const step = parse(stepText) as object;
  return isRename(step) ? step.rename.from : undefined;
}

function isRename(step: object): step is Rename {
  return "rename" in step;
}
