import type { OpenApiDocument } from "../../scripts/lib/openapi.js";
import type { CaseBody } from "../case.js";
import { resource } from "../resource.js";
import { type Creation, createStepMaker, type Step } from "./steps.js";

/**
 * The life of some models that are there at the same time: created → readable, listed, safe from a
 * second create and from strangers → deleted → gone, the others still there.
 *
 * @param takenBody the body of the create that asks for a slug again.
 */
export function deriveScenario(
  document: OpenApiDocument,
  creations: readonly Creation[],
  takenBody: (creation: Creation) => CaseBody,
): Step[] {
  const make = createStepMaker(document);
  const last = creations.at(-1);
  return [
    ...creations.map((creation) => make.create(creation)),
    ...creations.flatMap((creation) => [
      make.read(creation, "a created model is readable"),
      make.listed(creation, "a created model is listed"),
      make.locked(creation, resource.read, "a created model is not readable without a token"),
    ]),
    ...creations.flatMap((creation) => [
      make.taken(creation, takenBody(creation)),
      make.read(creation, "a refused create changes nothing"),
    ]),
    ...creations.flatMap((creation) => [
      make.locked(creation, resource.delete, "a created model is not deletable without a token"),
      make.listed(creation, "a refused delete changes nothing"),
      make.delete(creation),
      make.gone(creation, resource.read, "a deleted model is not readable"),
      make.notListed(creation, "a deleted model is not listed"),
      make.gone(creation, resource.delete, "a deleted model cannot be deleted again"),
      ...(last && last !== creation ? [make.listed(last, `outlives ${creation.name}`)] : []),
    ]),
  ];
}
