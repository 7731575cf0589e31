import type { Side } from "../compare/difference.js";
import type { Rule, Semver } from "../rules.js";
import type { Fixture } from "./fixture.js";

/** One expected change: `<semver> <side> <rule> <pointer>`. */
export type Expected = `${Semver} ${Side} ${Rule} ${string}`;

/** A change to the base document with what it needs there and on the way back. */
export interface DocumentPair {
  name: string;
  change: (document: Fixture) => void;
  there: Expected[];
  back: Expected[];
  /** Applied to the old document first. */
  given?: (document: Fixture) => void;
}

const post = "#/paths/~1things/post";
const get = "#/paths/~1things~1{thingId}/get";
const ok = `${get}/responses/200`;
const query = (required = false) => ({
  name: "q",
  in: "query",
  required,
  schema: { type: "string" },
});
const text = { "text/plain": { schema: { type: "string" } } };

const words: Expected[] = [
  "patch documentation documentation-changed #/components/securitySchemes/bearer/bearerFormat",
  "patch documentation documentation-changed #/info/license",
  "patch documentation documentation-changed #/servers/0/description",
];
const tagged = () => ({
  type: "object",
  required: ["kind"],
  properties: { kind: { type: "string" } },
});
const discriminated = (...names: string[]) => ({
  oneOf: names.map((name) => ({ $ref: `#/components/schemas/${name}` })),
  discriminator: {
    propertyName: "kind",
    mapping: Object.fromEntries(
      names.map((name) => [name.toLowerCase(), `#/components/schemas/${name}`]),
    ) as Record<string, string>,
  },
});
/** Makes `Thing` one of two schemas that a discriminator tells apart. */
function catOrDog({ components }: Fixture): void {
  components.schemas.Cat = tagged();
  components.schemas.Dog = tagged();
  components.schemas.Thing = discriminated("Cat", "Dog");
}

export const documentPairs: DocumentPair[] = [
  {
    name: "operation",
    change: (d) => {
      d.paths["/things"]!.put = { operationId: "putThing", responses: {} };
    },
    there: ["minor request operation-added #/paths/~1things/put"],
    back: ["major request operation-removed #/paths/~1things/put"],
  },
  {
    name: "operationId renamed",
    change: (d) => {
      d.post.operationId = "makeThing";
    },
    there: [`major request operation-id-changed ${post}/operationId`],
    back: [`major request operation-id-changed ${post}/operationId`],
  },
  {
    name: "operationId left out",
    change: (d) => {
      delete d.post.operationId;
    },
    there: [`major request operation-id-removed ${post}`],
    back: [`minor request operation-id-added ${post}/operationId`],
  },
  {
    name: "first tag renamed, by which the client calls the resource",
    given: (d) => {
      d.post.tags = ["things"];
    },
    change: (d) => {
      d.post.tags = ["items"];
    },
    there: [
      `major request method-renamed ${post}/tags`,
      `patch documentation documentation-changed ${post}/tags`,
    ],
    back: [
      `major request method-renamed ${post}/tags`,
      `patch documentation documentation-changed ${post}/tags`,
    ],
  },
  {
    name: "first tag written otherwise",
    given: (d) => {
      d.post.tags = ["things"];
    },
    change: (d) => {
      d.post.tags = ["Things", "more"];
    },
    there: [`patch documentation documentation-changed ${post}/tags`],
    back: [`patch documentation documentation-changed ${post}/tags`],
  },
  {
    name: "path renamed",
    change: (d) => {
      d.paths["/items"] = d.paths["/things"]!;
      delete d.paths["/things"];
    },
    there: ["major request operation-moved #/paths/~1items/post"],
    back: [`major request operation-moved ${post}`],
  },
  {
    name: "path parameter renamed",
    change: (d) => {
      d.paths["/things/{id}"] = d.paths["/things/{thingId}"]!;
      d.get.parameters![0]!.name = "id";
      delete d.paths["/things/{thingId}"];
    },
    there: ["major request path-parameter-renamed #/paths/~1things~1{id}/get/parameters/0/name"],
    back: [`major request path-parameter-renamed ${get}/parameters/0/name`],
  },
  {
    name: "trailing slash",
    change: (d) => {
      d.paths["/things/"] = d.paths["/things"]!;
      delete d.paths["/things"];
    },
    there: ["major request operation-moved #/paths/~1things~1/post"],
    back: [`major request operation-moved ${post}`],
  },
  {
    name: "optional parameter",
    change: (d) => {
      d.get.parameters!.push(query());
    },
    there: [`minor request parameter-added ${get}/parameters/1`],
    back: [`major request parameter-removed ${get}/parameters/1`],
  },
  {
    name: "required parameter",
    change: (d) => {
      d.get.parameters!.push(query(true));
    },
    there: [`major request required-parameter-added ${get}/parameters/1`],
    back: [`major request parameter-removed ${get}/parameters/1`],
  },
  {
    name: "parameter becomes required",
    given: (d) => {
      d.get.parameters!.push(query());
    },
    change: (d) => {
      d.get.parameters![1] = query(true);
    },
    there: [`major request became-required ${get}/parameters/1/required`],
    back: [`minor request became-optional ${get}/parameters/1/required`],
  },
  {
    name: "parameter style",
    given: (d) => {
      d.get.parameters!.push(query());
    },
    change: (d) => {
      d.get.parameters![1]!.style = "spaceDelimited";
    },
    there: [`major request parameter-serialization-changed ${get}/parameters/1`],
    back: [`major request parameter-serialization-changed ${get}/parameters/1`],
  },
  {
    name: "request body becomes required",
    change: (d) => {
      d.post.requestBody!.required = true;
    },
    there: [`major request became-required ${post}/requestBody/required`],
    back: [`minor request became-optional ${post}/requestBody`],
  },
  {
    name: "optional request body",
    change: (d) => {
      d.get.requestBody = { content: text };
    },
    there: [`minor request request-body-added ${get}/requestBody`],
    back: [`major request request-body-removed ${get}`],
  },
  {
    name: "required request body",
    change: (d) => {
      d.get.requestBody = { required: true, content: text };
    },
    there: [`major request required-request-body-added ${get}/requestBody`],
    back: [`major request request-body-removed ${get}`],
  },
  {
    name: "media type of a request",
    change: (d) => {
      Object.assign(d.post.requestBody!.content, text);
    },
    there: [`minor request media-type-added ${post}/requestBody/content/text~1plain`],
    back: [`major request media-type-removed ${post}/requestBody/content/text~1plain`],
  },
  {
    name: "media type of an answer",
    change: (d) => {
      Object.assign(d.get.responses["200"]!.content!, text);
    },
    there: [`minor response media-type-added ${ok}/content/text~1plain`],
    back: [`major response media-type-removed ${ok}/content/text~1plain`],
  },
  {
    name: "success status",
    change: (d) => {
      d.get.responses["202"] = { description: "Later" };
    },
    there: [`major response success-status-added ${get}/responses/202`],
    back: [`major response success-status-removed ${get}/responses/202`],
  },
  {
    name: "error status",
    change: (d) => {
      d.get.responses["404"] = { description: "No" };
    },
    there: [`minor response error-status-added ${get}/responses/404`],
    back: [`major response error-status-removed ${get}/responses/404`],
  },
  {
    name: "error status beside a default",
    given: (d) => {
      d.get.responses.default = { description: "Error" };
    },
    change: (d) => {
      d.get.responses["404"] = { description: "No" };
    },
    there: [`minor response error-status-added ${get}/responses/404`],
    back: [`minor response error-status-merged ${get}/responses/default`],
  },
  {
    name: "header of an answer",
    change: (d) => {
      d.get.responses["200"]!.headers = { "X-A": { schema: { type: "string" } } };
    },
    there: [`minor response header-added ${ok}/headers/X-A`],
    back: [`major response header-removed ${ok}/headers/X-A`],
  },
  {
    name: "security",
    change: (d) => {
      d.security = [{ bearer: [] }];
    },
    there: ["major request authentication-required #/security"],
    back: ["minor request authentication-dropped #/security"],
  },
  {
    name: "second way to authenticate",
    given: (d) => {
      d.security = [{ bearer: [] }];
    },
    change: (d) => {
      d.security = [{ bearer: [] }, { basic: [] }];
    },
    there: ["minor request security-added #/security"],
    back: ["major request security-removed #/security"],
  },
  {
    name: "security changed",
    given: (d) => {
      d.security = [{ bearer: [] }];
    },
    change: (d) => {
      d.security = [{ basic: [] }];
    },
    there: ["major request security-removed #/security", "minor request security-added #/security"],
    back: ["major request security-removed #/security", "minor request security-added #/security"],
  },
  {
    name: "security scheme renamed",
    given: (d) => {
      d.security = [{ bearer: [] }];
    },
    change: (d) => {
      d.components.securitySchemes = {
        token: { type: "http", scheme: "Bearer" },
        basic: d.components.securitySchemes.basic!,
      };
      d.security = [{ token: [] }];
    },
    there: [],
    back: [],
  },
  {
    name: "server URL",
    change: (d) => {
      d.servers = [{ url: "https://b.example" }];
    },
    there: [
      "major request default-server-changed #/servers",
      "major request server-removed #/servers",
      "minor request server-added #/servers",
    ],
    back: [
      "major request default-server-changed #/servers",
      "major request server-removed #/servers",
      "minor request server-added #/servers",
    ],
  },
  {
    name: "second server",
    change: (d) => {
      d.servers.push({ url: "https://b.example" });
    },
    there: ["minor request server-added #/servers"],
    back: ["major request server-removed #/servers"],
  },
  {
    name: "operation deprecated",
    change: (d) => {
      d.get.deprecated = true;
    },
    there: [`minor request deprecated ${get}/deprecated`],
    back: [`minor request undeprecated ${get}`],
  },
  {
    name: "description",
    change: (d) => {
      d.get.description = "Other words";
    },
    there: [`patch documentation documentation-changed ${get}/description`],
    back: [`patch documentation documentation-changed ${get}/description`],
  },
  {
    name: "example",
    change: (d) => {
      d.post.requestBody!.content["application/json"]!.example = "a";
    },
    there: [
      `patch documentation example-changed ${post}/requestBody/content/application~1json/example`,
    ],
    back: [
      `patch documentation example-changed ${post}/requestBody/content/application~1json/example`,
    ],
  },
  {
    name: "reference or inlined",
    change: (d) => {
      d.post.requestBody!.content["application/json"]!.schema = { type: "string" };
      d.get.responses["200"]!.content!["application/json"]!.schema = { type: "string" };
    },
    there: [],
    back: [],
  },
  {
    name: "schema renamed",
    change: (d) => {
      const schema = { $ref: "#/components/schemas/Item" };
      d.components.schemas = { Item: d.components.schemas.Thing };
      d.post.requestBody!.content["application/json"]!.schema = schema;
      d.get.responses["200"]!.content!["application/json"]!.schema = schema;
    },
    there: [
      "major request schema-renamed #/components/schemas/Item",
      "major response schema-renamed #/components/schemas/Item",
    ],
    back: [
      "major request schema-renamed #/components/schemas/Thing",
      "major response schema-renamed #/components/schemas/Thing",
    ],
  },
  {
    name: "discriminated branch with its mapping",
    given: (d) => {
      catOrDog(d);
      d.components.schemas.Eel = tagged();
    },
    change: (d) => {
      d.components.schemas.Thing = discriminated("Cat", "Dog", "Eel");
    },
    there: [
      "minor request branch-added #/components/schemas/Eel",
      "major response branch-added #/components/schemas/Eel",
    ],
    back: [
      "major request branch-removed #/components/schemas/Eel",
      "minor response branch-removed #/components/schemas/Eel",
    ],
  },
  {
    name: "value of a mapping",
    given: catOrDog,
    change: (d) => {
      (d.components.schemas.Thing as ReturnType<typeof discriminated>).discriminator.mapping = {
        kitten: "#/components/schemas/Cat",
        dog: "#/components/schemas/Dog",
      };
    },
    there: [
      "major request discriminator-changed #/components/schemas/Thing/discriminator",
      "major response discriminator-changed #/components/schemas/Thing/discriminator",
    ],
    back: [
      "major request discriminator-changed #/components/schemas/Thing/discriminator",
      "major response discriminator-changed #/components/schemas/Thing/discriminator",
    ],
  },
  {
    name: "what is not compared in detail",
    change: (d) => {
      Object.assign(d, { webhooks: { made: {} } });
      Object.assign(d.post, { callbacks: { made: {} } });
      Object.assign(d.paths["/things"]!, { additionalOperations: { COPY: {} } });
      Object.assign(d.post.requestBody!.content["application/json"]!, {
        encoding: { a: { contentType: "text/plain" } },
      });
      Object.assign(d.get.responses["200"]!, { links: { next: {} } });
    },
    there: [
      "minor request rest-added #/webhooks/made",
      "minor request rest-added #/paths/~1things/additionalOperations/COPY",
      `minor request rest-added ${post}/callbacks/made`,
      `major request rest-changed ${post}/requestBody/content/application~1json/encoding`,
      `minor response rest-added ${ok}/links/next`,
    ],
    back: [
      "major request rest-changed #/webhooks/made",
      "major request rest-changed #/paths/~1things/additionalOperations/COPY",
      `major request rest-changed ${post}/callbacks/made`,
      `major request rest-changed ${post}/requestBody/content/application~1json/encoding`,
      `major response rest-changed ${ok}/links/next`,
    ],
  },
  {
    name: "second scheme or scope beside the first",
    given: (d) => {
      d.security = [{ bearer: [] }];
      d.get.security = [{ bearer: ["read"] }];
    },
    change: (d) => {
      d.security = [{ bearer: [], basic: [] }];
      d.get.security = [{ bearer: ["read", "list"] }];
    },
    there: [
      "major request security-removed #/security",
      "minor request security-added #/security",
      `major request security-removed ${get}/security`,
      `minor request security-added ${get}/security`,
    ],
    // What asks for less still lets in whoever sends more.
    back: [
      "minor request security-added #/security",
      `minor request security-added ${get}/security`,
    ],
  },
  {
    name: "default of a server variable",
    given: (d) => {
      d.servers = [{ url: "https://{region}.example", variables: { region: { default: "a" } } }];
    },
    change: (d) => {
      d.servers[0]!.variables!.region = { default: "b" };
    },
    there: [
      "major request default-server-changed #/servers",
      "major request server-removed #/servers",
      "minor request server-added #/servers",
    ],
    back: [
      "major request default-server-changed #/servers",
      "major request server-removed #/servers",
      "minor request server-added #/servers",
    ],
  },
  {
    name: "words of the document as a whole",
    given: (d) => {
      d.security = [{ bearer: [] }];
    },
    change: (d) => {
      Object.assign(d.info, { license: { name: "MIT" } });
      Object.assign(d.servers[0]!, { description: "Production" });
      d.components.securitySchemes.bearer!.bearerFormat = "JWT";
    },
    there: words,
    back: words,
  },
  {
    name: "words where only the whole is compared",
    given: (d) => {
      d.components.schemas.Thing = { if: { required: ["a"] }, then: { required: ["b"] } };
    },
    change: (d) => {
      d.components.schemas.Thing = {
        if: { required: ["a"] },
        then: { required: ["b"], description: "Both or none" },
      };
    },
    there: [
      "patch documentation documentation-changed #/components/schemas/Thing/then/description",
    ],
    back: ["patch documentation documentation-changed #/components/schemas/Thing/then/description"],
  },
  {
    name: "info.version",
    change: (d) => {
      d.info.version = "2.0.0";
    },
    there: [],
    back: [],
  },
];
