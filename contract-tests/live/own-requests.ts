import { createHash } from "node:crypto";
import { get } from "../../scripts/lib/document/index.js";
import type { ContractCase } from "../engine/case.js";
import { operationOf } from "../engine/derive/operation.js";
import { requestSide } from "../engine/derive/request-side.js";
import { isObject, type JsonObject } from "../engine/derive/schema.js";
import { validatorsOf } from "../engine/derive/validators.js";
import { createAdapter, isUnderTest } from "../engine/lifecycle/adapt.js";
import { chooseFull, toCreation } from "../engine/lifecycle/creations.js";
import { deriveCrowd } from "../engine/lifecycle/crowd.js";
import { put } from "../engine/run/json.js";
import type { Creation, Step } from "../engine/lifecycle/steps.js";
import { type Described, slugPrefix } from "../resources.js";

/** Creates as this run sends them: with slugs of its own, and a dataset that it may name. */
export interface OwnRequests {
  /** What every slug of the run begins with. */
  prefix: string;
  /** Names no dataset of any server. */
  absentDataset: string;
  /** Whether this names no dataset of any server, either. */
  isHarmless(datasetId: string): boolean;
  /**
   * A case with this run's names that is as valid or invalid as it was, or the reason why there is
   * none.
   */
  own(contractCase: ContractCase, datasetId: string): ContractCase | string;
  /** The largest creates, with this run's names: those that a server may refuse, or the others. */
  full(datasetId: string, which: "sure" | "unsure"): Creation[];
  /** The lives of many at once, with this run's names. */
  crowd(datasetId: string): Step[];
  /** Why a server may refuse a valid create, if so: it asks for what only a setting can name. */
  unsure(contractCase: ContractCase): string | undefined;
}

/**
 * @param cases all cases, of which a valid create shows which names the document allows.
 * @param ids what makes slugs and the absent dataset unlike those of any other run.
 */
export function createOwnRequests(
  resource: Described,
  cases: readonly ContractCase[],
  ids: { run: string; absentDataset: string },
  real: Readonly<Record<string, string>> = {},
): OwnRequests {
  const { identity, dataset, unsure = [] } = resource;
  const isValid = createCheck(resource);
  const sample = cases
    .filter(({ operationId, group }) => operationId === resource.create && group === "valid")
    .map(jsonOf)
    .find(isObject);
  const fits = (property: string | undefined, text: string) =>
    property === undefined || isValid(withText(sample, property, text));

  // With a letter, so that the same slug in another case is another text.
  const prefixes = [0, -8, -5].map((from) => `${slugPrefix}r${ids.run.slice(from)}-`);
  const prefix = prefixes.find((each) => fits(identity.request, `${each}1000`));
  const example = dataset ? String(get(sample, dataset.request)) : "";
  const absentDataset = [ids.absentDataset, ...unlike(example, ids.absentDataset)].find((text) =>
    fits(dataset?.request, text),
  );
  const harmless = new Set(["", absentDataset]);
  const adapter = createAdapter([resource], prefix ?? prefixes[0]!);

  /** Another text that is as wrong as the one under test, and names nothing that is not the run's. */
  function asWrong(json: unknown, property: string, own: string): string | undefined {
    const text = String(get(json, property));
    const sameLength = own.slice(0, text.length).padEnd(text.length, "x");
    const found = [sameLength, own + text].find((each) => !isValid(withText(json, property, each)));
    // A piece of the prefix could be the beginning of anything.
    if (property === identity.request && !found?.startsWith(own)) return undefined;
    if (property === dataset?.request && found !== undefined) harmless.add(found);
    return found;
  }

  /** With what the settings name in place of what the server may not have. */
  function withReal(json: unknown): unknown {
    return unsure.reduce((named, { asks, real: place, setting }) => {
      const text = real[setting];
      if (text === undefined || !asksFor(named, asks)) return named;
      const asked = get(named, place);
      const other = Array.isArray(asked) ? asked.map(() => text) : text;
      const changed = put(named, place, other);
      return isValid(changed) ? changed : named;
    }, json);
  }

  /** Why no create of this dataset can be sent, whatever else it says. */
  function limit(datasetId: string): string | undefined {
    if (prefix === undefined) {
      return `The document allows no slug that begins with ${slugPrefix}, by which a run knows its own.`;
    }
    if (absentDataset === undefined) {
      return "No dataset could be named that the document allows and that certainly does not exist.";
    }
    if (fits(dataset?.request, datasetId)) return undefined;
    return `The document does not allow the dataset that OPENPIPE_CONTRACT_DATASET_ID names: ${JSON.stringify(datasetId)}.`;
  }

  return {
    prefix: prefix ?? prefixes[0]!,
    absentDataset: absentDataset ?? ids.absentDataset,
    isHarmless: (datasetId) => harmless.has(datasetId),
    own(contractCase, datasetId) {
      const json = jsonOf(contractCase);
      if (contractCase.operationId !== resource.create || json === undefined) return contractCase;
      const reason = limit(datasetId);
      if (reason !== undefined) return reason;
      let named = adapter.prepare(json, contractCase, datasetId);
      for (const property of [identity.request, dataset?.request]) {
        if (property === undefined || !isUnderTest(contractCase, property)) continue;
        const own = property === identity.request ? adapter.nextSlug() : absentDataset!;
        const text = asWrong(named, property, own);
        if (text === undefined)
          return `It is about a text that cannot be this run's own ${property.slice(1)}.`;
        named = withText(named, property, text);
      }
      if (contractCase.group === "valid") named = withReal(named);
      if (isValid(named) === isValid(json)) return withJson(contractCase, named);
      return `With the names of this run the request would ${isValid(json) ? "not " : ""}be valid.`;
    },
    full(datasetId, which) {
      return chooseFull(
        resource,
        cases.filter((each) => (this.unsure(each) === undefined) === (which === "sure")),
      )
        .map((each) => this.own(each, datasetId))
        .filter((own) => typeof own !== "string")
        .map((own) => toCreation(resource, own));
    },
    crowd(datasetId) {
      const bodies = this.full(datasetId, "sure");
      const asking = this.full(datasetId, "unsure").slice(0, 2);
      const harmless = absentDataset ?? ids.absentDataset;
      return deriveCrowd(resource, bodies, asking, adapter.nextSlug, isValid, harmless);
    },
    unsure(contractCase) {
      const json = jsonOf(contractCase);
      if (contractCase.operationId !== resource.create || contractCase.group !== "valid")
        return undefined;
      const open = unsure.find(({ asks, real: place, setting }) => {
        const named = real[setting];
        return (
          asksFor(json, asks) && (named === undefined || ![get(json, place)].flat().includes(named))
        );
      });
      if (!open) return undefined;
      return `The server refused it, and may not have ${open.name}; ${open.setting} names what it has.`;
    },
  };
}

/** Whether a create is valid, by the document. */
function createCheck({ document, create }: Described): (json: unknown) => boolean {
  const requests = requestSide(document);
  const { body } = operationOf(requests, create);
  const validators = validatorsOf(requests);
  return (json) => !body || validators.compile(body.schema, json);
}

/** Whether a request has one of these switched on or filled. */
function asksFor(json: unknown, pointers: readonly string[]): boolean {
  return pointers.some((pointer) => {
    const value = get(json, pointer);
    return value === true || (typeof value === "object" && Object.keys(value ?? {}).length > 0);
  });
}

function jsonOf({ request: { body } }: ContractCase): unknown {
  return body && "json" in body.content ? body.content.json : undefined;
}

function withText(json: unknown, property: string, text: string): JsonObject {
  return { ...(json as JsonObject), [property.slice(1)]: text };
}

function withJson(contractCase: ContractCase, json: unknown): ContractCase {
  const { request } = contractCase;
  const body = request.body!;
  const content = { ...body.content, json };
  return { ...contractCase, request: { ...request, body: { ...body, content } } };
}

/** Texts of the same form, of which fewer and fewer characters at the end are others; at least 8. */
function unlike(text: string, random: string): string[] {
  const hash = createHash("sha256").update(random).digest();
  const others = [...text].map((character, index) => {
    const byte = hash[index % hash.length]!;
    if (/\d/.test(character)) return String(byte % 10);
    if (/[a-z]/.test(character)) return "abcdef"[byte % 6]!;
    return /[A-Z]/.test(character) ? "ABCDEF"[byte % 6]! : character;
  });
  const lengths = [...text].map((_, index) => text.length - index).filter((length) => length >= 8);
  return lengths.map((length) => text.slice(0, -length) + others.slice(-length).join(""));
}
