import type { OpenApiDocument } from "../../scripts/lib/openapi.js";
import { type Operation, operations, request, success } from "../derive/operation.js";
import { get } from "../derive/pointer.js";
import { judgeSame } from "../lifecycle/echo.js";
import type { Step } from "../lifecycle/steps.js";
import { resource } from "../resource.js";
import type { HttpResponse } from "../run/options.js";
import { modelsOf } from "./models.js";

/**
 * Reads a model that the project has already: what the list says of it and what a read says have to
 * agree.
 *
 * @param listed the model as the list has it.
 */
export function listedModelStep(document: OpenApiDocument, listed?: unknown): Step {
  const operation = operations(document).find(({ id }) => id === resource.read) as Operation;
  const made = request(operation, { unknownResource: true });
  const slug = String(get(listed, resource.identity.response));
  return {
    contractCase: {
      id: `${resource.read} / a listed model`,
      operationId: resource.read,
      group: "valid",
      pointer: operation.pointer,
      instancePath: "",
      request: {
        ...made,
        path: operation.path.replace(/\{[^}]+\}/, encodeURIComponent(slug)),
      },
      expect: success(operation),
    },
    judge: (json) => judgeSame(document, resource.read, listed, json),
  };
}

/** The first model in an answer to a list that a path can name without a doubt about encoding. */
export function firstListed(listed: HttpResponse): unknown {
  return modelsOf(listed).find((model) => {
    const slug = get(model, resource.identity.response);
    return typeof slug === "string" && /^\w[\w.-]*$/.test(slug);
  });
}
