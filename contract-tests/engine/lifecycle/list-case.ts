import type { OpenApiDocument } from "../../../scripts/lib/document/index.js";
import type { ContractCase } from "../case.js";
import { operations, request, success } from "../derive/operation.js";
import { resource } from "../../resources.js";

/** A look at the list of all models, for a rule that stands at `pointer`; left out: at the operation. */
export function listCase(document: OpenApiDocument, id: string, pointer?: string): ContractCase {
  const operation = operations(document).find((each) => each.id === resource.list)!;
  return {
    id,
    operationId: resource.list,
    group: "lifecycle",
    pointer: pointer ?? operation.pointer,
    instancePath: "",
    request: request(operation),
    expect: success(operation),
  };
}
