import { get } from "../../scripts/lib/document/index.js";
import { answerPointer } from "../engine/lifecycle/echo.js";
import { listCase } from "../engine/lifecycle/list-case.js";
import { runScenario, type ScenarioOptions } from "../engine/lifecycle/run-scenario.js";
import type { Breach } from "../engine/judge/judge.js";
import { nameSome } from "../engine/report/shorten.js";
import type { Step } from "../engine/lifecycle/steps.js";
import type { Described } from "../resources.js";
import { list } from "../engine/derive/schema.js";
import type { HttpRequest, HttpResponse } from "../engine/run/options.js";
import type { CaseResult } from "../engine/run/result.js";
import { skip } from "../engine/run/run.js";
import type { Target } from "../engine/target.js";
import { readList } from "./remote.js";

/** How many requests a delete and the lists before and after it may be apart to be taken together. */
const near = 4;

/** Watches what is none of the run's. */
export interface Others {
  observe(request: HttpRequest, response: HttpResponse): void;
  /** A list, after everything else, which still has to show what was there before; if there is one. */
  step?: Step;
  /** Why those that are gone say nothing about the server, if so. */
  excuse(response: HttpResponse): string | undefined;
}

/**
 * The run deletes nothing of others. One that goes missing between two lists right before and after
 * a delete of the run was mixed up with the run's own; one that goes at another time may have been
 * deleted or renamed by a colleague.
 *
 * @param slugs those that are none of this or another run's.
 */
export function watchOthers(resource: Described, slugs: readonly string[]): Others {
  const { name, document, list: listId, items, identity } = resource;
  const lostByDelete = new Set<string>();
  let listed: readonly string[] = [];
  let since = 0;
  let deleted = false;
  const lostFrom = (names: readonly string[]) => slugs.filter((slug) => !names.includes(slug));
  const judge = (json: unknown, pointer: string): Breach[] => {
    const lost = lostFrom(
      list(get(json, items)).map((item) => String(get(item, identity.response))),
    );
    if (lost.length === 0) return [];
    return [
      {
        rule: `a run touches no ${name} but its own`,
        pointer,
        expected: `every ${name} that was listed before the run`,
        actual: `without ${nameSome(lost)}`,
        cause: `a ${name} of others is gone`,
      },
    ];
  };
  const lastLook = (listed: string): Step => {
    const pointer = answerPointer(document, listed, items);
    const id = `lifecycle / the ${name}s of others are still there`;
    return {
      contractCase: listCase(document, listed, id, pointer),
      judge: (json) => judge(json, pointer),
    };
  };
  return {
    observe(request, response) {
      since++;
      deleted ||= request.method === "DELETE" && response.status < 300;
      const names = request.method === "GET" ? readList(resource, response) : undefined;
      if (!names) return;
      if (deleted && since <= near) {
        for (const slug of lostFrom(names)) if (listed.includes(slug)) lostByDelete.add(slug);
      }
      listed = names;
      since = 0;
      deleted = false;
    },
    ...(listId !== undefined && { step: lastLook(listId) }),
    excuse(response) {
      const names = readList(resource, response);
      if (!names) return undefined;
      const lost = lostFrom(names);
      if (lost.length === 0 || lost.some((slug) => lostByDelete.has(slug))) return undefined;
      return `${name[0]!.toUpperCase()}${name.slice(1)}s of others are gone since the run began, and none of the run's deletes was near: ${nameSome(lost)}. Somebody may have deleted or renamed them.`;
    },
  };
}

/** Looks whether what others have is still there. */
export async function listOthers(
  { step, excuse }: Others,
  count: number,
  target: Target,
  options: ScenarioOptions,
): Promise<CaseResult[]> {
  if (!step) return [];
  if (count === 0) return [skip(step.contractCase, "The list named nothing of others.")];
  const run = await runScenario([step], target, {
    ...options,
    excuse: (contractCase, answer) =>
      options.excuse?.(contractCase, answer) ??
      (answer instanceof Error ? undefined : excuse(answer)),
  });
  return run.results;
}
