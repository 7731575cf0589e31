import {
  type LocatedOperation,
  type OpenApiDocument,
  resolve,
  tokensOf,
} from "../lib/document/index.js";
import { kindOfMediaType } from "./media-types.js";
import { typeName, wordsOf } from "./names.js";
import { missingNames } from "./one-way.js";
import { pathParametersOf } from "./parameters.js";
import { isReserved } from "./reserved.js";

/** A parameter of a method. */
export interface MethodParameter {
  name: string;
  type: string;
  isOptional: boolean;
  description: string | undefined;
}

/** What a method takes and resolves, as TypeScript: by name where the document has a name for it. */
export class TypeTexts {
  readonly #used = new Set<string>();

  constructor(readonly document: OpenApiDocument) {}

  /** The schemas that were named. */
  used(): string[] {
    return [...this.#used].sort();
  }

  signature(located: LocatedOperation): { parameters: MethodParameter[]; result: string } {
    const path = pathParametersOf(located).filter(({ in: place }) => place === "path");
    const parameters = path.map(({ name, schema, description }) => ({
      name: identifier(name),
      type: this.#typeOf(
        schema,
        `${this.#operation(located)}["parameters"]["path"][${JSON.stringify(name)}]`,
      ),
      isOptional: false,
      description,
    }));
    const body = this.#body(located);
    const options = this.#options(located);
    const all = [parameters, body ?? [], options].flat();
    // Before a parameter that is required, none can be left out.
    if (body && !options.isOptional && body.isOptional) {
      body.isOptional = false;
      body.type += " | undefined";
    }
    return { parameters: all, result: this.#result(located) };
  }

  #body(located: LocatedOperation): MethodParameter | undefined {
    const { requestBody } = located;
    if (!requestBody) return undefined;
    const content = `NonNullable<${this.#operation(located)}["requestBody"]>["content"]`;
    const types = Object.entries(requestBody.content ?? {}).map(([mediaType, { schema }]) => {
      const place = `${content}[${JSON.stringify(mediaType)}]`;
      const kind = kindOfMediaType(mediaType);
      if (kind === "other") return "Blob | string";
      return kind === "text" ? "string" : this.#oneWayType(schema, place, "sent");
    });
    const { description } = requestBody;
    return { name: "body", type: union(types), isOptional: !requestBody.required, description };
  }

  #options(located: LocatedOperation): MethodParameter {
    const inPlace = (wanted: string) =>
      pathParametersOf(located).filter(({ in: place }) => place === wanted);
    const [query, headers] = [inPlace("query"), inPlace("header")];
    const isRequired = (parameters: { required?: boolean }[]) =>
      parameters.some(({ required }) => required);
    const member = (name: string, place: string, parameters: { required?: boolean }[]) =>
      `{ ${name}${isRequired(parameters) ? "" : "?"}: NonNullable<${this.#operation(located)}["parameters"]["${place}"]>`;
    let type = headers.length > 0 ? 'Omit<Options, "headers">' : "Options";
    if (query.length > 0) type += ` & ${member("query", "query", query)} }`;
    if (headers.length > 0) {
      type += ` & ${member("headers", "header", headers)} & { [header: string]: unknown } }`;
    }
    const described = [query, headers]
      .flat()
      .map(({ name, in: place, description, deprecated }) => {
        const member = place === "query" ? "query" : "headers";
        return `\`${member}.${name}\`: ${deprecated ? "Deprecated. " : ""}${description ?? "no description."}`;
      });
    return {
      name: "options",
      type,
      isOptional: !isRequired([query, headers].flat()),
      description: described.join(" ") || undefined,
    };
  }

  #result(located: LocatedOperation): string {
    const responses = Object.entries(located.operation.responses ?? {});
    const success = responses.filter(([status]) => status.startsWith("2"));
    const answers =
      success.length > 0 ? success : responses.filter(([status]) => status === "default");
    const types = answers.flatMap(([status, response]) => {
      const content = Object.entries(resolve(this.document, response).content ?? {});
      if (content.length === 0 || located.method === "head") return ["undefined"];
      const key = /^\d+$/.test(status) ? status : JSON.stringify(status);
      return content.map(([mediaType, { schema }]) => {
        const kind = kindOfMediaType(mediaType);
        if (kind === "other" || kind === "form") return "Response";
        const place = `${this.#operation(located)}["responses"][${key}]["content"][${JSON.stringify(mediaType)}]`;
        return kind === "text" ? "string" : this.#oneWayType(schema, place, "received");
      });
    });
    return union(types.length > 0 ? types : ["undefined"]);
  }

  /** The type of a body, without the properties that only the other direction has. */
  #oneWayType(schema: unknown, place: string, direction: "sent" | "received"): string {
    const { $ref, type, items } = (schema ?? {}) as {
      $ref?: string;
      type?: string;
      items?: unknown;
    };
    if ($ref === undefined && type === "array" && (items as { $ref?: string } | undefined)?.$ref) {
      return `${this.#oneWayType(items, place, direction)}[]`;
    }
    const names = missingNames(this.document, schema, direction).map((name) =>
      JSON.stringify(name),
    );
    const whole = this.#typeOf(schema, place);
    return names.length > 0 ? `Omit<${whole}, ${names.join(" | ")}>` : whole;
  }

  /** The name of a schema, or the place where `generated/types.ts` has its type. */
  #typeOf(schema: unknown, place: string): string {
    const { $ref, type, items, ...rest } = (schema ?? {}) as {
      $ref?: string;
      type?: unknown;
      items?: unknown;
    };
    if (/^#\/components\/schemas\/[^/]+$/.test($ref ?? "")) {
      const name = typeName(tokensOf($ref!).at(-1)!);
      this.#used.add(name);
      return name;
    }
    if (type === "array" && (items as { $ref?: string } | undefined)?.$ref) {
      return `${this.#typeOf(items, place)}[]`;
    }
    const isBare = !["enum", "const", "anyOf", "oneOf", "allOf"].some((keyword) => keyword in rest);
    if (isBare && typeof type === "string" && type in primitives) return primitives[type]!;
    return place;
  }

  #operation({ operation }: LocatedOperation): string {
    return `operations[${JSON.stringify(operation.operationId)}]`;
  }
}

const primitives: Record<string, string> = {
  string: "string",
  number: "number",
  integer: "number",
  boolean: "boolean",
};

function union(types: string[]): string {
  return [...new Set(types)].join(" | ");
}

/** `model-slug`, `model_slug` → `modelSlug`; a name that is taken gets an underscore. */
function identifier(name: string): string {
  const [first = "", ...rest] = wordsOf(name);
  const text = /^[A-Za-z$][A-Za-z0-9$]*$/.test(name)
    ? name
    : first.toLowerCase() +
      rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  const isFree =
    /^[A-Za-z_$]/.test(text) && !isReserved(text) && !["body", "options"].includes(text);
  return isFree ? text : `_${text}`;
}
