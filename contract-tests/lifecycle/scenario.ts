import type { OpenApiDocument } from "../../scripts/lib/openapi.js";
import type { CaseBody } from "../case.js";
import { resource, slugPrefix } from "../resource.js";
import { type Creation, createStepMaker, type Step } from "./steps.js";

/**
 * The life of some models that are there at the same time: created → readable, listed, safe from a
 * second create and from strangers → deleted → gone, the others still there.
 *
 * @param takenDataset the dataset that a create of a taken slug names; left out: the model's own.
 */
export function deriveScenario(
  document: OpenApiDocument,
  creations: readonly Creation[],
  takenDataset?: string,
): Step[] {
  const make = createStepMaker(document);
  const last = creations.at(-1);
  return [
    ...creations.map((creation) => make.create(creation)),
    ...creations.flatMap((creation) => [
      make.read(creation, "a created model is readable"),
      make.listed(creation, "a created model is listed"),
      make.otherCaseRead(creation, inOtherCase(creation.slug)),
      make.near(creation, beginningOf(creation.slug), "the beginning of its slug names no model"),
      make.locked(creation, resource.read, "a created model is not readable without a token"),
    ]),
    ...creations.flatMap((creation, index) => [
      // The request of another model, so that it shows if it takes the place of this one.
      make.taken(creation, takenBody(creation, creations[index - 1] ?? last!, takenDataset)),
      make.read(creation, "a refused create changes nothing"),
    ]),
    ...creations.flatMap((creation) => [
      make.locked(creation, resource.delete, "a created model is not deletable without a token"),
      make.otherCaseDelete(creation, inOtherCase(creation.slug)),
      make.listed(creation, "a refused delete changes nothing"),
      make.delete(creation),
      make.gone(creation, resource.read, "a deleted model is not readable"),
      make.notListed(creation, "a deleted model is not listed"),
      make.gone(creation, resource.delete, "a deleted model cannot be deleted again"),
      ...(last && last !== creation ? [make.listed(last, `outlives ${creation.name}`)] : []),
    ]),
  ];
}

/** The shortest life: created → readable, listed → deleted → gone. */
export function deriveCanary(document: OpenApiDocument, creation: Creation): Step[] {
  const make = createStepMaker(document);
  return [
    make.create(creation),
    make.read(creation, "a created model is readable"),
    make.listed(creation, "a created model is listed"),
    make.delete(creation),
    make.gone(creation, resource.read, "a deleted model is not readable"),
    make.notListed(creation, "a deleted model is not listed"),
  ];
}

function takenBody(taken: Creation, other: Creation, dataset: string | undefined): CaseBody {
  const json = {
    ...other.json,
    [resource.identity.request.slice(1)]: taken.slug,
    ...(dataset !== undefined && { [resource.dataset.request.slice(1)]: dataset }),
  };
  return { ...other.body, content: { json } };
}

/** Still with the prefix, so that it is the tests' own whatever a server makes of it. */
function inOtherCase(slug: string): string {
  return slugPrefix + slug.slice(slugPrefix.length).toUpperCase();
}

function beginningOf(slug: string): string {
  return slug.slice(0, slug.lastIndexOf("-") + 1);
}
