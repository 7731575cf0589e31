const openpipe = require("openpipe-models");

import("./operations.mjs")
  .then(({ runOperations }) =>
    runOperations(openpipe, openpipe.createModelsClient(), `require-${Math.random()}`),
  )
  .then(() => console.log("all operations done"));
