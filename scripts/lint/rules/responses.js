const isSuccess = (status) => /^2/.test(status);
const isError = (status) => /^[45]|^default$/.test(status);

/** Errors look alike everywhere, so they are described once. */
export function errorResponsesAreComponents() {
  return {
    Responses(responses, { report, location }) {
      for (const [status, response] of Object.entries(responses)) {
        if (!isError(status) || "$ref" in response) continue;
        report({
          message: `Response ${status} must be a $ref into components/responses.`,
          location: location.child([status]).key(),
        });
      }
    },
  };
}

/** What an operation answers is read where the operation is. */
export function successResponsesAreInline() {
  return {
    Responses(responses, { report, location }) {
      for (const [status, response] of Object.entries(responses)) {
        if (!isSuccess(status) || !("$ref" in response)) continue;
        report({
          message: `Response ${status} must stand at the operation, not in components.`,
          location: location.child([status]).key(),
        });
      }
    },
  };
}

export function securedOperationHas401() {
  let securedByDefault = false;
  return {
    Root(root) {
      securedByDefault = (root.security ?? []).length > 0;
    },
    Operation(operation, { report, location }) {
      // The caller of a webhook or a callback is the server itself.
      if (!/^#\/paths\/[^/]*\/[^/]*$/.test(location.pointer)) return;
      const secured = operation.security ? operation.security.length > 0 : securedByDefault;
      if (!secured || operation.responses?.["401"]) return;
      report({
        message: `${operation.operationId} needs a token and must declare a 401 response.`,
        location: location.child(["responses"]).key(),
      });
    },
  };
}

export function pathParameterHas404() {
  return {
    PathItem: {
      Operation(operation, { report, location, key, parentLocations }) {
        // A callback's address is an expression, and its caller is the server.
        const { pointer } = parentLocations.PathItem;
        if (!/^#\/paths\/[^/]*\{[^/]*$/.test(pointer) || operation.responses?.["404"]) return;
        report({
          message: `${operation.operationId ?? key} has a path parameter and must declare a 404 response.`,
          location: location.child(["responses"]).key(),
        });
      },
    },
  };
}
