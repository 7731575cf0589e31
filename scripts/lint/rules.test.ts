import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { runRedocly } from "../lib/redocly.js";

// One document with one fault for every rule, linted once: each rule must find its own.
const faults: { rule: string; pointer: string; plant: (document: any) => void }[] = [
  {
    rule: "house/document-order",
    pointer: "#/servers",
    plant: (document) => {
      const { info } = document;
      delete document.info;
      document.info = info;
    },
  },
  {
    rule: "house/error-responses-are-components",
    pointer: "#/paths/~1models/get/responses/500",
    plant: ({ paths, components }) => {
      paths["/models"].get.responses["500"] = components.responses.InternalServerError;
    },
  },
  {
    rule: "house/success-responses-are-inline",
    pointer: "#/paths/~1models/get/responses/200",
    plant: ({ paths, components }) => {
      components.responses.ListOfModels = paths["/models"].get.responses["200"];
      paths["/models"].get.responses["200"] = { $ref: "#/components/responses/ListOfModels" };
    },
  },
  {
    rule: "house/secured-operation-has-401",
    pointer: "#/paths/~1models/get/responses",
    plant: ({ paths }) => delete paths["/models"].get.responses["401"],
  },
  {
    rule: "house/path-parameter-has-404",
    pointer: "#/paths/~1models~1{modelSlug}/get/responses",
    plant: ({ paths }) => delete paths["/models/{modelSlug}"].get.responses["404"],
  },
  {
    rule: "house/example-is-named-after-operation",
    pointer:
      "#/paths/~1models~1{modelSlug}/delete/responses/200/content/application~1json/examples/goodbye",
    plant: ({ paths }) => {
      const media =
        paths["/models/{modelSlug}"].delete.responses["200"].content["application/json"];
      media.examples = { goodbye: media.examples.deleteDeployed };
    },
  },
  {
    rule: "house/request-and-response-examples-pair",
    pointer: "#/paths/~1models/post/requestBody/content/application~1json/examples/createGemini",
    plant: ({ paths }) =>
      delete paths["/models"].post.responses["200"].content["application/json"].examples
        .createGemini,
  },
  {
    rule: "house/property-has-description",
    pointer: "#/components/schemas/ModelPricing/properties/chatIn",
    plant: ({ components }) => delete components.schemas.ModelPricing.properties.chatIn.description,
  },
  {
    rule: "house/extensions-are-listed",
    pointer: "#/components/schemas/ModelPricing/x-internal",
    plant: ({ components }) => {
      components.schemas.ModelPricing["x-internal"] = true;
    },
  },
  {
    rule: "rule/operation-id-is-verb-and-noun",
    pointer: "#/paths/~1models~1{modelSlug}/get/operationId",
    plant: ({ paths }) => {
      paths["/models/{modelSlug}"].get.operationId = "model_fetch";
    },
  },
  {
    rule: "rule/summary-is-short",
    pointer: "#/paths/~1models/get/summary",
    plant: ({ paths }) => {
      paths["/models"].get.summary = "This lists all of the models that there are.";
    },
  },
  {
    rule: "rule/description-is-sentences",
    pointer: "#/paths/~1models/get/description",
    plant: ({ paths }) => {
      paths["/models"].get.description = "lists models";
    },
  },
  {
    rule: "rule/schema-names-are-pascal-case",
    pointer: "#/components/schemas/model_capability",
    plant: ({ components }) => {
      components.schemas.model_capability = components.schemas.ModelCapability;
    },
  },
  {
    rule: "rule/example-names-are-camel-case",
    pointer: "#/components/responses/NotFound/content/application~1json/examples/Model_gone",
    plant: ({ components }) => {
      const media = components.responses.NotFound.content["application/json"];
      media.examples = { Model_gone: media.examples.modelNotFound };
    },
  },
  {
    rule: "rule/example-has-summary",
    pointer: "#/components/responses/Conflict/content/application~1json/examples/slugTaken",
    plant: ({ components }) =>
      delete components.responses.Conflict.content["application/json"].examples.slugTaken.summary,
  },
  {
    rule: "rule/media-type-has-named-examples",
    pointer: "#/components/responses/PayloadTooLarge/content/application~1json",
    plant: ({ components }) =>
      delete components.responses.PayloadTooLarge.content["application/json"].examples,
  },
  {
    rule: "no-invalid-media-type-examples",
    pointer:
      "#/paths/~1models/post/responses/200/content/application~1json/examples/createOpenai/value",
    plant: ({ paths }) =>
      delete paths["/models"].post.responses["200"].content["application/json"].examples
        .createOpenai.value.owned_by,
  },
];

/** What looks like a fault and is none. */
const plantHarmless = ({ paths, components }: any) => {
  components.schemas.Harmless = {
    type: "object",
    properties: { "x-named": { type: "string", description: "Named like an extension." } },
  };
  const { delete: operation } = paths["/models/{modelSlug}"];
  operation.responses["304"] = { description: "Nothing changed." };
  operation.callbacks = {
    done: { "{$request.body#/url}": { post: { responses: { "200": { description: "Heard." } } } } },
  };
};

interface Problem {
  ruleId: string;
  location: { pointer?: string }[];
}

let root: string;
let problems: Problem[];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "openpipe-models-lint-"));
  await cp("redocly.yaml", join(root, "redocly.yaml"));
  await cp("package.json", join(root, "package.json"));
  await symlink(join(process.cwd(), "scripts"), join(root, "scripts"));
  await mkdir(join(root, "openapi"));
  const document = parse(await readFile("openapi/openapi.yaml", "utf8"));
  for (const { plant } of faults) plant(document);
  plantHarmless(document);
  const text = stringify(document, { aliasDuplicateObjects: false });
  await writeFile(join(root, "openapi", "openapi.yaml"), text);
  const { output } = await runRedocly(root, ["lint", "models", "--format=json"]);
  problems = JSON.parse(output.slice(output.indexOf("{\n"), output.lastIndexOf("}") + 1)).problems;
});

afterAll(() => rm(root, { recursive: true, force: true }));

describe("a document with one fault for every rule", () => {
  test.each(faults)("$rule finds its fault", ({ rule, pointer }) => {
    const found = problems.filter(({ ruleId }) => ruleId === rule);
    expect(found.map(({ location }) => location[0]?.pointer)).toContainEqual(
      expect.stringMatching(new RegExp(`^${pointer.replace(/[{}$]/g, "\\$&")}`)),
    );
  });

  test("names that look like extensions, callbacks without a 404 or 401 and an inline 304 are no faults", () => {
    const rules = [
      "house/extensions-are-listed",
      "house/path-parameter-has-404",
      "house/secured-operation-has-401",
      "house/error-responses-are-components",
    ];
    const places = problems
      .filter(({ ruleId }) => rules.includes(ruleId))
      .map(({ location }) => location[0]?.pointer ?? "");
    expect(places.filter((place) => /x-named|callbacks|304/.test(place))).toEqual([]);
  });
});
