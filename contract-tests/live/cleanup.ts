import type { OpenApiDocument } from "../../scripts/lib/openapi.js";
import { operations } from "../derive/operation.js";
import { resource } from "../resource.js";
import type { CaseResult, Violation } from "../run/result.js";
import { isOurs, type Models, slugsOf } from "./models.js";
import type { CreateLog } from "./watch-creates.js";

/** What is left of a run after everything was tried. */
export interface Leftovers {
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

/** The verdict on what was left, as a result beside those of the cases. */
export function judgeLeftovers(
  document: OpenApiDocument,
  { undeleted }: Leftovers,
  baseUrl: string,
): CaseResult {
  const id = "lifecycle / every model of the run can be deleted";
  const { path, pointer } = operations(document).find((each) => each.id === resource.delete)!;
  const url = baseUrl + path.replace(/\{[^}]+\}/, encodeURIComponent(undeleted[0] ?? ""));
  const violation: Violation = {
    caseId: id,
    rule: "a model can be deleted",
    pointer,
    cause: "a model is left",
    expected: "no model of this run is left",
    actual: undeleted.join(", "),
    curl: `curl -i -X DELETE '${url}' -H "Authorization: Bearer $OPENPIPE_API_KEY"`,
  };
  return {
    id,
    operationId: resource.delete,
    group: "lifecycle",
    pointer,
    outcome: undeleted.length === 0 ? "held" : "violated",
    violations: undeleted.length === 0 ? [] : [violation],
    durationMs: 0,
  };
}
