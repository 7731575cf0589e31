import type { OpenApiDocument } from "../../scripts/lib/openapi.js";
import { answerPointer } from "../lifecycle/echo.js";
import { listCase } from "../lifecycle/list-case.js";
import { entries, type Step } from "../lifecycle/steps.js";
import { resource } from "../resource.js";

/**
 * A list, after everything else, which still has to show the models that were there before: the run
 * deletes none of them, so a server that loses one has mixed it up with one of the run's own.
 *
 * @param slugs the models that are none of this or another run's.
 */
export function othersStep(document: OpenApiDocument, slugs: readonly string[]): Step {
  const pointer = answerPointer(document, resource.list, "/data");
  return {
    contractCase: listCase(document, "lifecycle / the models of others are still there", pointer),
    judge(json) {
      const lost = slugs.filter((slug) => entries(json, slug).length === 0);
      if (lost.length === 0) return [];
      return [
        {
          rule: "a run touches no model but its own",
          pointer,
          expected: "every model that was listed before the run",
          actual: `without ${lost.slice(0, 5).join(", ")}`,
          cause: "a model of others is gone",
        },
      ];
    },
  };
}
