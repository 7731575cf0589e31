// Key and base URL come from the environment, as for most users.
import * as openpipe from "openpipe-models";
import { runOperations } from "./operations.mjs";

await runOperations(openpipe, openpipe.createModelsClient(), `import-${Math.random()}`);
console.log("all operations done");
