import type { OpenApiDocument } from "../../scripts/lib/openapi.js";
import { operations } from "../derive/operation.js";
import { append } from "../derive/pointer.js";
import { resource } from "../resource.js";
import type { CaseResult } from "../run/result.js";
import { isOurs, type Models, slugsOf } from "./models.js";
import type { CreateLog } from "./watch-creates.js";

/** What is left of a run after everything was tried. */
export interface Leftovers {
  /** Models of creates that the server refused, which were there all the same. */
  refused: string[];
  /** Models that could not be deleted. */
  undeleted: string[];
}

/** Deletes the models with the prefix that earlier runs left behind. */
export async function sweep(
  models: Models,
  slugs: readonly string[],
): Promise<{ deleted: string[]; left: string[] }> {
  const deleted: string[] = [];
  const left: string[] = [];
  for (const slug of slugs.filter(isOurs)) {
    ((await attempt(models, slug)) ? deleted : left).push(slug);
  }
  return { deleted, left };
}

/** Deletes everything that this run may have made: what it knows of, and what the list shows. */
export async function cleanUp(
  models: Models,
  log: CreateLog,
  isOwn: (slug: string) => boolean,
): Promise<Leftovers> {
  const listOwn = () =>
    models.list().then(
      (answer) => slugsOf(answer).filter((slug) => isOwn(slug) && isOurs(slug)),
      (): string[] => [],
    );
  const own = await listOwn();
  const wanted = new Set([...log.accepted, ...log.inDoubt, ...own]);
  const failed: string[] = [];
  for (const slug of wanted) if (!(await attempt(models, slug))) failed.push(slug);
  const still = wanted.size > 0 ? await listOwn() : [];
  return {
    refused: own.filter((slug) => log.refused.has(slug)),
    undeleted: [
      ...new Set([
        ...still,
        // In doubt and not listed: nothing says that there is such a model.
        ...failed.filter((slug) => log.accepted.has(slug) || own.includes(slug)),
      ]),
    ],
  };
}

async function attempt(models: Models, slug: string): Promise<boolean> {
  return models.delete(slug).catch(() => false);
}

/** The verdict on what was left, as results beside those of the cases. */
export function judgeLeftovers(
  document: OpenApiDocument,
  { refused, undeleted }: Leftovers,
  baseUrl: string,
): CaseResult[] {
  return [
    verdict(document, {
      name: "a refused create leaves no model",
      operationId: resource.create,
      rule: "a refused create makes no model",
      expected: "no model of a create that was refused",
      found: refused,
      curl: `curl -i '${baseUrl}${pathOf(document, resource.list)}' -H "Authorization: Bearer $OPENPIPE_API_KEY"`,
    }),
    verdict(document, {
      name: "every model of the run can be deleted",
      operationId: resource.delete,
      rule: "a model can be deleted",
      expected: "no model of this run is left",
      found: undeleted,
      curl: `curl -i -X DELETE '${baseUrl}${pathOf(document, resource.delete).replace(/\{[^}]+\}/, undeleted[0] ?? "")}' -H "Authorization: Bearer $OPENPIPE_API_KEY"`,
    }),
  ];
}

function verdict(
  document: OpenApiDocument,
  details: {
    name: string;
    operationId: string;
    rule: string;
    expected: string;
    found: string[];
    curl: string;
  },
): CaseResult {
  const { name, operationId, rule, expected, found, curl } = details;
  const id = `lifecycle / ${name}`;
  const operation = operations(document).find((each) => each.id === operationId)!;
  const pointer = append(operation.pointer, "responses");
  return {
    id,
    operationId,
    group: "lifecycle",
    pointer,
    outcome: found.length === 0 ? "held" : "violated",
    violations:
      found.length === 0
        ? []
        : [{ caseId: id, rule, pointer, cause: name, expected, actual: found.join(", "), curl }],
    durationMs: 0,
  };
}

function pathOf(document: OpenApiDocument, operationId: string): string {
  return operations(document).find(({ id }) => id === operationId)!.path;
}
