// The lint rules of this project that Redocly's own rules and assertions cannot express.
// Plain JavaScript, because Redocly loads it itself.
import { documentOrder } from "./rules/document-order.js";
import { exampleIsNamedAfterOperation, requestAndResponseExamplesPair } from "./rules/examples.js";
import { extensionsAreListed } from "./rules/extensions.js";
import { propertyHasDescription } from "./rules/properties.js";
import {
  errorResponsesAreComponents,
  pathParameterHas404,
  securedOperationHas401,
  successResponsesAreInline,
} from "./rules/responses.js";

export default function housePlugin() {
  return {
    id: "house",
    rules: {
      oas3: {
        "document-order": documentOrder,
        "error-responses-are-components": errorResponsesAreComponents,
        "success-responses-are-inline": successResponsesAreInline,
        "secured-operation-has-401": securedOperationHas401,
        "path-parameter-has-404": pathParameterHas404,
        "example-is-named-after-operation": exampleIsNamedAfterOperation,
        "request-and-response-examples-pair": requestAndResponseExamplesPair,
        "property-has-description": propertyHasDescription,
        "extensions-are-listed": extensionsAreListed,
      },
    },
  };
}
