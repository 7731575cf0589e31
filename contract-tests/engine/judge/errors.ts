import { get, type OpenApiDocument } from "../../../scripts/lib/document/index.js";
import type { ContractCase } from "../case.js";
import { shorten } from "../report/shorten.js";
import { readJson } from "../run/json.js";
import type { HttpResponse } from "../run/options.js";
import { errors } from "../../resources.js";
import type { Breach } from "./judge.js";

/** The codes that belong to each status, as a table in the document's description says. */
export type ErrorCodes = ReadonlyMap<number, readonly string[]>;

const pointer = "#/info/description";

/** Reads the rows of tables whose first cell is a status and whose second lists codes. */
export function errorCodes({ info }: OpenApiDocument): ErrorCodes {
  const rows = String(info?.description ?? "").matchAll(/^\s*\|\s*(\d{3})\s*\|([^|]*)\|\s*$/gm);
  const codes = [...rows].map(
    ([, status, cell]) =>
      [Number(status), [...cell!.matchAll(/`(\w+)`/g)].map(([, code]) => code!)] as const,
  );
  return new Map(codes.filter(([, listed]) => listed.length > 0));
}

/** What an error says of itself: its code belongs to its status and to what was wrong, and input has issues. */
export function judgeError(
  codes: ErrorCodes,
  contractCase: ContractCase,
  { status, body }: HttpResponse,
): Breach[] {
  const listed = codes.get(status);
  const json = readJson(body);
  const code = get(json, errors.code);
  // An answer without a code is for its schema to judge.
  if (listed === undefined || typeof code !== "string") return [];
  const wanted = listed.filter((each) => fits(contractCase, each, listed));
  const found: Breach[] = [];
  if (!wanted.includes(code)) {
    const expected = `${errors.code}: ${wanted.join(" or ")}, as the status is ${status}`;
    found.push(breach("the code belongs to the status", expected, code));
  }
  const issues = get(json, errors.issues);
  const isInput =
    isAboutInput(contractCase) && errors.inputStatuses.some((each) => each === status);
  if (isInput && (!Array.isArray(issues) || issues.length === 0)) {
    const expected = `${errors.issues}: at least one`;
    found.push(
      breach("a refused input lists issues", expected, JSON.stringify(issues) ?? "nothing"),
    );
  }
  return found;
}

/** Of two codes of a status, one can be for a body that is not JSON and the other for wrong input. */
function fits(contractCase: ContractCase, code: string, listed: readonly string[]): boolean {
  if (isAboutInput(contractCase)) return code !== errors.syntax;
  const isForSyntax = isMalformed(contractCase) && listed.includes(errors.syntax);
  return !isForSyntax || code === errors.syntax;
}

function isAboutInput({ group, request }: ContractCase): boolean {
  return group === "invalid" && request.body !== undefined;
}

function isMalformed({ request: { body } }: ContractCase): boolean {
  return body !== undefined && "malformed" in body.content;
}

function breach(rule: string, expected: string, actual: string): Breach {
  return { rule, pointer, expected, actual: shorten(actual, 120), cause: `${rule}: ${expected}` };
}
