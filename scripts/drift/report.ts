import { styleText } from "node:util";
import { stringify } from "yaml";
import type { Drift } from "./drift.js";
import type { Review } from "./review.js";

const colors = { added: "green", removed: "red", changed: "yellow" } as const;

/** The report for a terminal. */
export function renderReview(name: string, list: string, review: Review): string {
  const { unexpected, accepted, outdated } = review;
  return [
    `openapi/openapi.yaml compared with the models resource of ${name}`,
    "added: only the vendor has it; removed: only openapi/openapi.yaml has it.",
    "",
    ...unexpected.flatMap(renderDrift),
    ...outdated.flatMap(({ at, pointer, change }) => [
      `${styleText("magenta", "no longer")}  ${change}`,
      `           ours    ${styleText("dim", pointer)}`,
      `           accepted at ${at}: it does not differ so any more. Remove the entry.`,
      "",
    ]),
    ...(unexpected.length > 0 ? [renderEntries(list, unexpected), ""] : []),
    `${count(unexpected.length, "unexpected difference")}, ${accepted.length} accepted, ${count(outdated.length, "accepted entry", "accepted entries")} that no longer ${outdated.length === 1 ? "applies" : "apply"}.`,
  ].join("\n");
}

function renderDrift({ kind, change, ours, vendor, operations }: Drift): string[] {
  const indent = " ".repeat(11);
  return [
    `${styleText(colors[kind], kind.padEnd(9))}  ${change}`,
    `${indent}ours    ${styleText("dim", ours)}`,
    ...vendor.map(
      (pointer, index) =>
        `${indent}${index === 0 ? "vendor" : "      "}  ${styleText("dim", pointer)}`,
    ),
    ...(operations.length > 0 ? [`${indent}in ${operations.join(", ")}`] : []),
    "",
  ];
}

/** The entry that would accept them all, for copying. */
function renderEntries(list: string, drifts: Drift[]): string {
  const accepts = drifts.map(({ ours, change }) => ({ pointer: ours, change }));
  const entry = stringify([{ reason: "", accepts }], { lineWidth: 0 });
  return `Follow the vendor in openapi/openapi.yaml, or add to ${list}, with the reason:\n\n${entry}`;
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
