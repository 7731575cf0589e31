import type { Breach } from "../judge/judge.js";
import type { Described } from "../../resources.js";
import { readJson } from "../run/json.js";
import type { HttpRequest, HttpResponse } from "../run/options.js";
import { answerPointer, judgeEcho, judgeSame } from "./echo.js";
import { judgeState } from "./state.js";

/**
 * What is wrong with a later read of what a create has just made. A read that does not succeed is for
 * the lifecycle to judge.
 *
 * @param read the answer to the read.
 */
export function judgeReadBack(
  resource: Described,
  request: HttpRequest,
  created: HttpResponse,
  read: HttpResponse,
): Breach[] {
  const [sent, made] = [readJson(request.body ?? ""), readJson(created.body)];
  if (read.status === 404) {
    return [
      {
        rule: `a created ${resource.name} is readable`,
        pointer: answerPointer(resource.document, resource.read, ""),
        expected: `the ${resource.name} that was created`,
        actual: "404",
        cause: `a created ${resource.name} is not readable`,
      },
    ];
  }
  const shown = read.status < 300 ? readJson(read.body) : undefined;
  if (made === undefined || shown === undefined) return [];
  const breaches = [
    ...judgeEcho(resource, resource.read, sent, shown),
    ...judgeSame(resource, resource.read, made, shown),
    ...judgeState(resource, resource.read, shown),
  ];
  return breaches.map((breach) => ({ ...breach, actual: `${breach.actual} in a later read` }));
}
