import type { OpenApiDocument } from "../../../scripts/lib/openapi.js";
import type { JsonObject } from "../derive/schema.js";
import { resource } from "../../resources.js";
import { loneSurrogate, slugTexts } from "./slug-texts.js";
import { type Creation, createStepMaker, type Step } from "./steps.js";

/**
 * The lives of many models at the same time, each with a slug of a special text: a slug is the text
 * that was sent, wherever it stands, or it is refused as input. They are more than any usual page of
 * a list has, and their requests have as many settings as there are.
 *
 * @param bodies valid requests, which are taken in turn.
 * @param harmless a dataset that does not exist, for what can only be refused.
 */
export function deriveCrowd(
  document: OpenApiDocument,
  bodies: readonly Creation[],
  nextSlug: () => string,
  isValid: (json: unknown) => boolean,
  harmless: string,
): Step[] {
  if (bodies.length === 0) return [];
  const make = createStepMaker(document);
  const creations = slugTexts
    .map(([name, text], index) => {
      const body = bodies[index % bodies.length]!;
      return named(body, `slug with ${name}`, { slug: `${nextSlug()}-${text}` });
    })
    .filter(({ json }) => isValid(json));
  const broken = named(bodies[0]!, "slug with a lone surrogate", {
    slug: `${nextSlug()}-${loneSurrogate}`,
    dataset: harmless,
  });
  return [
    ...creations.map((each) => make("createOrRefuse", each, "is created as sent, or refused")),
    make("createRefused", broken, "is refused"),
    ...creations.map((each) => make("read", each, "is read as sent")),
    ...creations.map((each) => make("listed", each, "is listed as sent")),
    ...creations.flatMap((each) => [
      make("delete", each, "is deleted as sent"),
      make("readGone", each, "is gone then"),
    ]),
  ];
}

function named(
  { body, json: original }: Creation,
  name: string,
  { slug, dataset }: { slug: string; dataset?: string },
): Creation {
  const json: JsonObject = {
    ...original,
    [resource.identity.request.slice(1)]: slug,
    ...(dataset !== undefined && { [resource.dataset.request.slice(1)]: dataset }),
  };
  return { name, slug, json, body: { ...body, content: { json } } };
}
