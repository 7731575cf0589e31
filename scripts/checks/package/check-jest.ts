import { join } from "node:path";
import type { ScratchProject } from "../../lib/scratch-project.js";
import { withTool } from "./install.js";
import type { Check } from "./outcome.js";
import { tools } from "./tools.js";

/** The consumer's test runs in Jest, on the oldest Node. */
export function jestChecks(consumer: ScratchProject, url: string): Check[] {
  const [oldest] = tools.node;
  const env = { OPENPIPE_API_KEY: "k", OPENPIPE_BASE_URL: url };
  return [
    {
      name: `Jest ${tools.jest}`,
      run: () =>
        withTool([`jest@${tools.jest}`, `node@${oldest}`], async ({ root }) => {
          const [node, jest] = ["node", "jest"].map((name) =>
            join(root, "node_modules/.bin", name),
          );
          await consumer.run(node!, [jest!, "--rootDir", consumer.root, "jest.test.cjs"], env);
          return `require() on Node ${oldest}`;
        }),
    },
  ];
}
