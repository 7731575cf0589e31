import { append, get } from "../../../scripts/lib/document/index.js";
import type { ContractCase } from "../case.js";
import { operationOf } from "../derive/operation.js";
import type { Breach } from "../judge/judge.js";
import type { Described, Resource } from "../../resources.js";
import { readJson } from "../run/json.js";
import type { HttpRequest, HttpResponse } from "../run/options.js";
import { listCase } from "./list-case.js";
import { entries } from "./judge-step.js";
import type { Step } from "./steps.js";

/** The slugs of creates that were refused: nothing may have one of them. */
export interface RefusedCreates {
  slugs: Set<string>;
  /** For `RunOptions.onAnswer`. */
  note(contractCase: ContractCase, request: HttpRequest, response: HttpResponse): void;
  /** A list, after everything else, which may show none of them; nothing, if there is no list. */
  steps: Step[];
}

export function watchRefused(resource: Described): RefusedCreates {
  const slugs = new Set<string>();
  const accepted = new Set<string>();
  return {
    slugs,
    steps: steps(resource, slugs),
    note({ operationId }, { body }, { status }) {
      const slug = operationId === resource.create ? readSlug(resource, body) : undefined;
      if (slug === undefined) return;
      if (status < 400) accepted.add(slug);
      // A gateway that gave up does not say what became of the create.
      else if (!accepted.has(slug) && ![502, 503, 504].includes(status)) slugs.add(slug);
    },
  };
}

function steps(resource: Described, slugs: ReadonlySet<string>): Step[] {
  if (resource.list === undefined) return [];
  const pointer = append(operationOf(resource.document, resource.create).pointer, "responses");
  const rule = `a refused create leaves no ${resource.name}`;
  const judge = (json: unknown): Breach[] => {
    const found = [...slugs].filter((slug) => entries(resource, json, slug).length > 0);
    if (found.length === 0) return [];
    return [
      {
        rule,
        pointer,
        expected: `none of the ${resource.name}s whose create was refused`,
        actual: found.slice(0, 5).join(", "),
        cause: `a refused create leaves a ${resource.name}`,
      },
    ];
  };
  const contractCase = listCase(resource.document, resource.list, `lifecycle / ${rule}`, pointer);
  return [{ contractCase, judge }];
}

function readSlug({ identity }: Resource, body: string | undefined): string | undefined {
  const slug = get(readJson(body), identity.request);
  return typeof slug === "string" ? slug : undefined;
}
