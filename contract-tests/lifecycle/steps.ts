import type { OpenApiDocument } from "../../scripts/lib/openapi.js";
import type { CaseBody, ContractCase, Expectation, TokenUse } from "../case.js";
import { type Operation, operations, request } from "../derive/operation.js";
import { append, get } from "../derive/pointer.js";
import { type JsonObject, list } from "../derive/schema.js";
import type { Breach } from "../oracle/judge.js";
import { resource } from "../resource.js";
import { answerPointer, judgeEcho, judgeSame } from "./echo.js";

/** A model that the scenario creates. */
export interface Creation {
  /** What is special about the request: `openai / minimal`. */
  name: string;
  slug: string;
  body: CaseBody;
  json: JsonObject;
}

/** `unknown`: a request that would have changed it got no answer that says whether it did. */
export type ModelState = "not created" | "there" | "deleted" | "unknown";

/** What the steps so far have learnt of a model. */
export interface Known {
  state: ModelState;
  /** What its create answered. */
  model?: JsonObject;
  /** Whether a read finds it by its slug in another case. */
  ignoresCase?: boolean;
}
export type Memory = Map<Creation, Known>;

/** One request of the scenario. */
export interface Step {
  contractCase: ContractCase;
  /** The model that it is about. */
  creation?: Creation;
  /** The state that the model has to be in; in another, the step is not sent. */
  needs?: ModelState;
  /** The state that an answer below 400 leads to. */
  leads?: ModelState;
  /** What is wrong with an answer whose status and body are right by themselves. */
  judge?(json: unknown, known: Known, status: number): Breach[];
}

/** Makes the steps of the lifecycle of some models. */
export function createStepMaker(document: OpenApiDocument) {
  const all = new Map(operations(document).map((operation) => [operation.id, operation]));
  const operation = (id: string) => all.get(id) as Operation;

  function step(
    creation: Creation,
    operationId: string,
    name: string,
    details: {
      pointer: string;
      expect?: Expectation;
      token?: TokenUse;
      body?: CaseBody;
      judge?: Step["judge"];
      needs?: ModelState;
      leads?: ModelState;
      slug?: string;
    },
  ): Step {
    const { pointer, expect = { kind: "success", statuses: [200] }, token, body } = details;
    const made = request(operation(operationId), { unknownResource: true });
    const { path } = operation(operationId);
    return {
      contractCase: {
        id: `lifecycle / ${creation.name} / ${name}`,
        operationId,
        group: "lifecycle",
        pointer,
        instancePath: "",
        request: {
          ...made,
          path: path.replace(/\{[^}]+\}/, encodeURIComponent(details.slug ?? creation.slug)),
          ...(token && { token }),
          ...(body && { body }),
        },
        expect,
      },
      creation,
      ...(details.judge && { judge: details.judge }),
      needs: details.needs ?? "there",
      ...(details.leads && { leads: details.leads }),
    };
  }

  const answers = (id: string, property = "") => answerPointer(document, id, property);
  const gone = (id: string) => append(operation(id).pointer, "responses", "404");
  const notFound: Expectation = { kind: "refusal", statuses: [404], documented: true };
  const foundOrNot: Expectation = { kind: "refusal", statuses: [200, 404], documented: true };
  const refused: Expectation = { kind: "refusal", statuses: [401], documented: true };

  return {
    create: (creation: Creation) =>
      step(creation, resource.create, "create answers the new model", {
        pointer: answers(resource.create),
        body: creation.body,
        needs: "not created",
        leads: "there",
        judge: (json) => judgeEcho(document, resource.create, creation.json, json),
      }),
    read: (creation: Creation, name: string) =>
      step(creation, resource.read, name, {
        pointer: answers(resource.read),
        judge: (json, { model }) => [
          ...judgeEcho(document, resource.read, creation.json, json),
          ...judgeSame(document, resource.read, model, json),
        ],
      }),
    listed: (creation: Creation, name: string) =>
      step(creation, resource.list, name, {
        pointer: answers(resource.list, "/data"),
        judge(json, { model }) {
          const found = entries(json, creation.slug);
          if (found.length === 1) return judgeSame(document, resource.read, model, found[0]);
          return [listBreach(`exactly one entry for ${creation.slug}`, found.length)];
        },
      }),
    notListed: (creation: Creation, name: string) =>
      step(creation, resource.list, name, {
        pointer: answers(resource.list, "/data"),
        needs: "deleted",
        judge(json) {
          const found = entries(json, creation.slug);
          return found.length === 0 ? [] : [listBreach(`no ${creation.slug}`, found.length)];
        },
      }),
    taken: (creation: Creation, body: CaseBody) =>
      step(creation, resource.create, "a taken slug is refused", {
        pointer: answersOfRequest(resource.identity.request),
        body,
        expect: { kind: "refusal", statuses: "error", documented: true },
      }),
    locked: (creation: Creation, id: string, name: string) =>
      step(creation, id, name, {
        pointer: operation(id).pointer,
        token: "none",
        expect: refused,
      }),
    delete: (creation: Creation) =>
      step(creation, resource.delete, "delete says which model it deleted", {
        pointer: answers(resource.delete),
        leads: "deleted",
        judge: (json) => [
          ...deleteBreach(json, "/id", creation.slug),
          ...deleteBreach(json, "/deleted", true),
        ],
      }),
    gone: (creation: Creation, id: string, name: string) =>
      step(creation, id, name, { pointer: gone(id), expect: notFound, needs: "deleted" }),
    /** A read of a slug that nobody has, and that is like this model's. */
    near: (creation: Creation, slug: string, name: string) =>
      step(creation, resource.read, name, {
        pointer: gone(resource.read),
        expect: notFound,
        slug,
      }),
    /** A read of its slug in another case, which may be a name of the same model or of none. */
    otherCaseRead: (creation: Creation, slug: string) =>
      step(creation, resource.read, "its slug in another case names no other model", {
        pointer: gone(resource.read),
        expect: foundOrNot,
        slug,
        judge(json, known, status) {
          if (status >= 400) return [];
          known.ignoresCase = true;
          return judgeSame(document, resource.read, known.model, json);
        },
      }),
    /** What a read finds in another case, a delete does, and nothing else. */
    otherCaseDelete: (creation: Creation, slug: string) =>
      step(creation, resource.delete, "a read and a delete take another case alike", {
        pointer: gone(resource.delete),
        expect: foundOrNot,
        leads: "deleted",
        slug,
        judge(_, { ignoresCase = false }, status) {
          if (ignoresCase === status < 400) return [];
          return [
            {
              rule: "a read and a delete take another case alike",
              pointer: gone(resource.delete),
              expected: ignoresCase
                ? "status 200, as a read finds it"
                : "status 404, as for a read",
              actual: String(status),
              cause: "a delete and a read differ about the case of slugs",
            },
          ];
        },
      }),
  };

  function answersOfRequest(property: string): string {
    return append(
      operation(resource.create).body?.schema.pointer ?? "#",
      ...property.split("/").slice(1),
    );
  }

  function listBreach(expected: string, count: number): Breach {
    return {
      rule: "the list holds the models that there are",
      pointer: answers(resource.list, "/data"),
      expected,
      actual: `${count} of ${count === 1 ? "it" : "them"}`,
      cause: `list: ${expected.startsWith("no") ? "a model too many" : "a model is missing"}`,
    };
  }

  function deleteBreach(json: unknown, property: string, expected: unknown): Breach[] {
    const actual = get(json, property);
    if (actual === expected) return [];
    return [
      {
        rule: "delete says which model it deleted",
        pointer: answers(resource.delete, property),
        expected: `${property}: ${JSON.stringify(expected)}`,
        actual: JSON.stringify(actual) ?? "nothing",
        cause: `delete answers another ${property}`,
      },
    ];
  }
}

/** The models of a list's answer that have a slug. */
export function entries(json: unknown, slug: string): unknown[] {
  return list(get(json, "/data")).filter(
    (model) => get(model, resource.identity.response) === slug,
  );
}
