import { type OpenApiDocument, resolve } from "../lib/document/index.js";
import type { JsonSchema, Reduced } from "./reduce-schema.js";
import { Unsupported } from "./unsupported.js";

/** The branches of a `oneOf`, told apart by one property. */
export interface Variants {
  by: string;
  /** Value of the property and branch. */
  branches: [string, Reduced][];
  isOpen: boolean;
}

/**
 * Reads a discriminator.
 *
 * @returns undefined where the branches do not all require the property, so that it tells nothing.
 * @throws Unsupported when two branches have the same value, or a mapping contradicts its branch.
 */
export function variantsOf(
  document: OpenApiDocument,
  { oneOf, discriminator }: Reduced,
  pointer: string,
): Variants | undefined {
  const {
    propertyName: by,
    mapping = {},
    isOpen,
  } = discriminator as {
    propertyName: string;
    mapping?: Record<string, string>;
    isOpen: boolean;
  };
  const branches: [string, Reduced][] = [];
  for (const branch of oneOf as Reduced[]) {
    const { isRequired, values } = describe(document, branch, by);
    if (!isRequired) return undefined;
    const component = String(branch.$ref ?? "")
      .split("/")
      .pop()!;
    const mapped = Object.keys(mapping).filter((tag) => {
      return mapping[tag] === branch.$ref || mapping[tag] === component;
    });
    const tags = values ?? (mapped.length > 0 ? mapped : [component]);
    const strangers = mapped.filter((tag) => !tags.includes(tag));
    const taken = tags.filter((tag) => branches.some(([known]) => known === tag));
    if (strangers.length + taken.length > 0 || tags.includes("")) {
      throw new Unsupported(
        `${pointer}/discriminator`,
        `Every branch needs values of its own for "${by}" (const, enum or mapping, and all the same): ${component} has ${tags.join(", ") || "none"}.`,
      );
    }
    for (const tag of tags) branches.push([tag, branch]);
  }
  return { by, branches, isOpen };
}

/** Whether a branch requires the property, and which values it names for it. */
function describe(
  document: OpenApiDocument,
  branch: JsonSchema,
  by: string,
): { isRequired: boolean; values: string[] | undefined } {
  const schema = resolve<JsonSchema>(document, branch);
  const property = resolve<JsonSchema>(
    document,
    ((schema.properties as JsonSchema | undefined)?.[by] ?? {}) as JsonSchema,
  );
  const own = "const" in property ? [property.const] : (property.enum as unknown[] | undefined);
  const parts = ((schema.allOf as JsonSchema[] | undefined) ?? []).map((part) => {
    return describe(document, part, by);
  });
  return {
    isRequired:
      ((schema.required as string[] | undefined) ?? []).includes(by) ||
      parts.some(({ isRequired }) => isRequired),
    values: own?.map(String) ?? parts.find(({ values }) => values)?.values,
  };
}
