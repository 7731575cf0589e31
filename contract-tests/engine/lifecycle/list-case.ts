import type { OpenApiDocument } from "../../../scripts/lib/document/index.js";
import type { ContractCase } from "../case.js";
import { operationOf, request, success } from "../derive/operation.js";

/** A look at a list, for a rule that stands at `pointer`; left out: at the operation. */
export function listCase(
  document: OpenApiDocument,
  list: string,
  id: string,
  pointer?: string,
): ContractCase {
  const operation = operationOf(document, list);
  return {
    id,
    operationId: list,
    group: "lifecycle",
    pointer: pointer ?? operation.pointer,
    instancePath: "",
    request: request(operation),
    expect: success(operation),
  };
}
