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

/** What the steps so far have learnt: what each create answered. */
export type Memory = Map<Creation, JsonObject>;

/** One request of the scenario. */
export interface Step {
  contractCase: ContractCase;
  /** The model that it is about; the step is skipped if that could not be created. */
  creation?: Creation;
  /** Whether it makes that model. */
  creates?: boolean;
  /** What is wrong with the body of an answer that is right by itself. */
  judge?(json: unknown, memory: Memory): Breach[];
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
      creates?: boolean;
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
      ...(details.creates && { creates: true }),
    };
  }

  const answers = (id: string, property = "") => answerPointer(document, id, property);
  const gone = (id: string) => append(operation(id).pointer, "responses", "404");
  const notFound: Expectation = { kind: "refusal", statuses: [404], documented: true };
  const refused: Expectation = { kind: "refusal", statuses: [401], documented: true };

  return {
    create: (creation: Creation) =>
      step(creation, resource.create, "create answers the new model", {
        pointer: answers(resource.create),
        body: creation.body,
        creates: true,
        judge: (json) => judgeEcho(document, resource.create, creation.json, json),
      }),
    read: (creation: Creation, name: string) =>
      step(creation, resource.read, name, {
        pointer: answers(resource.read),
        judge: (json, memory) => [
          ...judgeEcho(document, resource.read, creation.json, json),
          ...judgeSame(document, resource.read, memory.get(creation), json),
        ],
      }),
    listed: (creation: Creation, name: string) =>
      step(creation, resource.list, name, {
        pointer: answers(resource.list, "/data"),
        judge(json, memory) {
          const found = entries(json, creation.slug);
          if (found.length === 1) {
            return judgeSame(document, resource.read, memory.get(creation), found[0]);
          }
          return [listBreach(`exactly one entry for ${creation.slug}`, found.length)];
        },
      }),
    notListed: (creation: Creation, name: string) =>
      step(creation, resource.list, name, {
        pointer: answers(resource.list, "/data"),
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
        judge: (json) => [
          ...deleteBreach(json, "/id", creation.slug),
          ...deleteBreach(json, "/deleted", true),
        ],
      }),
    gone: (creation: Creation, id: string, name: string) =>
      step(creation, id, name, { pointer: gone(id), expect: notFound }),
    /** A read of a slug that nobody has, and that is like this model's. */
    near: (creation: Creation, slug: string, name: string) =>
      step(creation, resource.read, name, {
        pointer: gone(resource.read),
        expect: notFound,
        slug,
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
