import { append, get, type OpenApiDocument } from "../../../scripts/lib/document/index.js";
import type { ContractCase } from "../case.js";
import { operations } from "../derive/operation.js";
import { resource } from "../../resources.js";
import { readJson } from "../run/json.js";
import type { HttpRequest, HttpResponse } from "../run/options.js";
import { listCase } from "./list-case.js";
import { entries } from "./judge-step.js";
import type { Step } from "./steps.js";

/** The slugs of creates that were refused: no model may have one of them. */
export interface RefusedCreates {
  slugs: Set<string>;
  /** For `RunOptions.onAnswer`. */
  note(contractCase: ContractCase, request: HttpRequest, response: HttpResponse): void;
  /** A list, after everything else, which may show none of them. */
  step: Step;
}

export function watchRefused(document: OpenApiDocument): RefusedCreates {
  const slugs = new Set<string>();
  const accepted = new Set<string>();
  return {
    slugs,
    step: step(document, slugs),
    note({ operationId }, { body }, { status }) {
      const slug = operationId === resource.create ? readSlug(body) : undefined;
      if (slug === undefined) return;
      if (status < 400) accepted.add(slug);
      // A gateway that gave up does not say what became of the create.
      else if (!accepted.has(slug) && ![502, 503, 504].includes(status)) slugs.add(slug);
    },
  };
}

function step(document: OpenApiDocument, slugs: ReadonlySet<string>): Step {
  const pointer = append(
    operations(document).find(({ id }) => id === resource.create)!.pointer,
    "responses",
  );
  return {
    contractCase: listCase(document, "lifecycle / a refused create leaves no model", pointer),
    judge(json) {
      const found = [...slugs].filter((slug) => entries(json, slug).length > 0);
      if (found.length === 0) return [];
      return [
        {
          rule: "a refused create leaves no model",
          pointer,
          expected: "none of the models whose create was refused",
          actual: found.slice(0, 5).join(", "),
          cause: "a refused create leaves a model",
        },
      ];
    },
  };
}

function readSlug(body: string | undefined): string | undefined {
  const slug = get(readJson(body), resource.identity.request);
  return typeof slug === "string" ? slug : undefined;
}
