import type { RequestListener } from "node:http";
import { serve } from "../../../scripts/lib/serve.js";
import { document } from "../../test-support/models-api.js";
import { groupViolations } from "../../engine/report/group.js";
import { runAgainst } from "../../live/test-run.js";
import { withAjv } from "./ajv.js";
import { withExpress } from "./express.js";
import { withFastify } from "./fastify.js";
import { withHono } from "./hono.js";
import { type Choices, createService, keys, type Service, usual } from "./service.js";

export type Library = (service: Service) => RequestListener | Promise<RequestListener>;

/** A models API on each library, set up so that it keeps the contract. */
export const libraries: Record<string, Library> = {
  "node:http with Ajv": (service) => withAjv(document, service),
  "Express with express-openapi-validator": (service) => withExpress(document, service),
  "Fastify with openapi-backend": (service) => withFastify(document, service),
  "Hono with zod": (service) => withHono(service),
};

/** What stands before a server: answers a request itself or calls `next`. */
export type Front = (...request: [...Parameters<RequestListener>, next: () => void]) => void;

/** A choice of a conforming server. */
export interface Variation {
  choices?: Partial<Choices>;
  front?: Front;
}

/**
 * Runs every case against a server, as `npm run contract:live` does in mode `all`.
 *
 * @returns What was found, what stayed undecided, and which models the server kept.
 */
export async function judge(library: Library, { choices, front }: Variation = {}, grep?: string) {
  const service = createService({ ...usual, ...choices });
  const own = await library(service);
  const server = await serve((request, response) =>
    front ? front(request, response, () => own(request, response)) : own(request, response),
  );
  try {
    const run = await runAgainst(server.url, keys.write, "all", {
      ...(grep !== undefined && { grep }),
      waits: [5, 10, 20, 40, 80],
    });
    return {
      broken: groupViolations(run.results).map(({ rule, first, caseIds }) =>
        [rule, first.cause, first.expected, first.actual, ...caseIds.slice(0, 4)].join(" | "),
      ),
      undecided: run.results.filter(({ outcome }) => outcome === "undecided").map(({ id }) => id),
      held: run.results.filter(({ outcome }) => outcome === "held").length,
      kept: [...service.models.keys()].filter((slug) => !slug.startsWith("acme-")),
      leftBehind: run.leftBehind,
    };
  } finally {
    await server.close();
  }
}
