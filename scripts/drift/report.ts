import { styleText } from "node:util";
import { stringify } from "yaml";
import { showText } from "../lib/document/index.js";
import type { Drift } from "./drift.js";
import type { Review } from "./review.js";
import type { Selection } from "./select.js";

const colors = { added: "green", removed: "red", changed: "yellow" } as const;

/** The report for a terminal. */
export function renderReview(selections: Selection[], list: string, review: Review): string {
  const { unexpected, accepted, outdated } = review;
  return [
    ...selections.map(renderSelection),
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

function renderSelection({ name, ours, vendor }: Selection): string {
  const operations = new Map([...vendor, ...ours]);
  const labels = [...operations.values()].map((one) => showText(one.name)).join(", ");
  return `openapi/openapi.yaml compared with ${name}: ${labels}`;
}

function renderDrift({ kind, change, ours, vendor, operations }: Drift): string[] {
  const indent = " ".repeat(11);
  return [
    `${styleText(colors[kind], kind.padEnd(9))}  ${showText(change)}`,
    `${indent}ours    ${styleText("dim", ours)}`,
    ...vendor.map(
      ({ source, pointer }, index) =>
        `${indent}${index === 0 ? "vendor" : "      "}  ${styleText("dim", showText(pointer))} of ${source}`,
    ),
    ...(operations.length > 0 ? [`${indent}in ${operations.map(showText).join(", ")}`] : []),
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
