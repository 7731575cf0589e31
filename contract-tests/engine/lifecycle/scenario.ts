import type { OpenApiDocument } from "../../../scripts/lib/document/index.js";
import type { CaseBody } from "../case.js";
import { resource, slugPrefix } from "../../resources.js";
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
  const last = creations.at(-1)!;
  return [
    ...creations.map((each) => make("create", each, "create answers the new model")),
    ...creations.flatMap((each) => [
      make("read", each, "a created model is readable"),
      make("listed", each, "a created model is listed"),
      make("readOtherCase", each, "its slug in another case names no other model", {
        slug: inOtherCase(each.slug),
      }),
      make("readNear", each, "the beginning of its slug names no model", {
        slug: beginningOf(each.slug),
      }),
      make("readLocked", each, "a created model is not readable without a token"),
    ]),
    ...creations.flatMap((each, index) => [
      // The request of another model, so that it shows if it takes the place of this one.
      make("taken", each, "a taken slug is refused", {
        body: takenBody(each, creations[index - 1] ?? last, takenDataset),
      }),
      make("read", each, "a refused create changes nothing"),
    ]),
    ...creations.flatMap((each) => [
      make("deleteLocked", each, "a created model is not deletable without a token"),
      make("deleteOtherCase", each, "a read and a delete take another case alike", {
        slug: inOtherCase(each.slug),
      }),
      make("listed", each, "a refused delete changes nothing"),
      make("delete", each, "delete says which model it deleted"),
      make("readGone", each, "a deleted model is not readable"),
      make("notListed", each, "a deleted model is not listed"),
      make("deleteGone", each, "a deleted model cannot be deleted again"),
      ...(last === each ? [] : [make("listed", last, `outlives ${each.name}`)]),
    ]),
  ];
}

/** The shortest life: created → readable, listed → deleted → gone. */
export function deriveCanary(document: OpenApiDocument, creation: Creation): Step[] {
  const make = createStepMaker(document);
  return [
    make("create", creation, "create answers the new model"),
    make("read", creation, "a created model is readable"),
    make("listed", creation, "a created model is listed"),
    make("delete", creation, "delete says which model it deleted"),
    make("readGone", creation, "a deleted model is not readable"),
    make("notListed", creation, "a deleted model is not listed"),
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
