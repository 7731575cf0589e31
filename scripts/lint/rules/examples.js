const verbOf = (operationId) => operationId.match(/^[a-z]+/)?.[0] ?? operationId;

/** `createOpenai` at `createModel`: the name says where the example belongs. */
export function exampleIsNamedAfterOperation() {
  return {
    Operation(operation, { report, location }) {
      const verb = verbOf(operation.operationId ?? "");
      for (const { names, at } of successExamples(operation, location)) {
        for (const name of names) {
          if (name.startsWith(verb)) continue;
          report({
            message: `Example ${name} of ${operation.operationId} must be named after the operation: ${verb}…`,
            location: at.child([name]).key(),
          });
        }
      }
    },
  };
}

/**
 * A request example and its answer share a name, so that the two tell one story; where only one of
 * them can be shown (an answer without a body, a file that is sent) there is nothing to share.
 */
export function requestAndResponseExamplesPair() {
  return {
    Operation(operation, { report, location }) {
      const found = successExamples(operation, location).filter(({ names }) => names.length > 0);
      const request = found.find(({ isRequest }) => isRequest);
      const answers = found.filter(({ isRequest }) => !isRequest);
      if (!request || answers.length === 0) return;
      const answerNames = answers.flatMap(({ names }) => names);
      for (const name of request.names) {
        if (answerNames.includes(name)) continue;
        report({
          message: `Request example ${name} has no response example of the same name.`,
          location: request.at.child([name]).key(),
        });
      }
      for (const { names, at } of answers) {
        for (const name of names) {
          if (request.names.includes(name)) continue;
          report({
            message: `Response example ${name} has no request example of the same name.`,
            location: at.child([name]).key(),
          });
        }
      }
    },
  };
}

/** The example names of the request body and of each 2xx answer, with where they stand. */
function successExamples(operation, location) {
  const bodies = [{ isRequest: true, body: operation.requestBody, path: ["requestBody"] }];
  for (const [status, response] of Object.entries(operation.responses ?? {})) {
    if (/^2/.test(status)) {
      bodies.push({ isRequest: false, body: response, path: ["responses", status] });
    }
  }
  return bodies.flatMap(({ isRequest, body, path }) =>
    Object.entries(body?.content ?? {}).map(([mediaType, { examples }]) => ({
      isRequest,
      names: Object.keys(examples ?? {}),
      at: location.child([...path, "content", mediaType, "examples"]),
    })),
  );
}
