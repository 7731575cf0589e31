import type { Context } from "./context.js";
import { append } from "../../../scripts/lib/document/index.js";
import { isObject, type JsonType, type Located } from "./schema.js";
import type { View } from "./view.js";

/**
 * One place in a value: its schema, and the values that the document's examples have there. It makes
 * the places inside of it when they are asked for, so that a schema may refer back to itself.
 */
export class Place {
  readonly pointer: string;
  readonly view: View;
  readonly types: ReadonlySet<JsonType>;
  /** How many of the places around this one have the same schema. */
  readonly repeats: number;
  readonly depth: number;
  readonly #known = new Map<string, unknown>();

  constructor(
    readonly context: Context,
    readonly located: Located,
    readonly examples: readonly unknown[],
    readonly parent?: Place,
  ) {
    this.pointer = located.pointer;
    this.view = context.views.view(located);
    this.types = context.views.types(located);
    let repeats = 0;
    for (let above = parent; above; above = above.parent) {
      if (above.pointer === this.pointer) repeats++;
    }
    this.repeats = repeats;
    this.depth = parent ? parent.depth + 1 : 0;
  }

  get properties(): ReadonlyMap<string, Place> {
    return this.once("properties", () => {
      const all = [...this.view.properties];
      return new Map(all.map(([name, schema]) => [name, this.#inside(schema, name)]));
    });
  }

  /** The place of a property that the schema does not name, where it says what those have to be. */
  additional(name: string): Place | undefined {
    const { additional } = this.view;
    return additional && this.once(`additional ${name}`, () => this.#inside(additional, name));
  }

  /** The place of every item. */
  get items(): Place | undefined {
    const { items } = this.view;
    if (!items) return undefined;
    return this.once("items", () => {
      const examples = this.examples.flatMap((example) => (Array.isArray(example) ? example : []));
      return new Place(this.context, items, examples, this);
    });
  }

  /** The unions, their options as this place under one schema more. */
  get unions(): readonly {
    pointer: string;
    discriminator: string | undefined;
    options: Place[];
  }[] {
    return this.once("unions", () =>
      this.view.unions.map((union) => ({
        ...union,
        options: union.options.map((option) => this.under(option)),
      })),
    );
  }

  /** The same place under one schema more: an option of a union, or what a condition asks for. */
  under(schema: Located): Place {
    const make = () => new Place(this.context, schema, this.examples, this);
    return this.once(`under ${schema.pointer}`, make);
  }

  takes(type: JsonType): boolean {
    return this.types.has(type);
  }

  accepts(value: unknown): boolean {
    return this.context.validators.interpret(this.located, value);
  }

  /** The first value of a keyword, and where it stands. */
  rule(keyword: string): { value: unknown; pointer: string } | undefined {
    const part = this.view.parts.find(({ schema }) => keyword in schema);
    return part && { value: part.schema[keyword], pointer: append(part.pointer, keyword) };
  }

  gap(reason: string): void {
    this.context.gap({ pointer: this.pointer, reason });
  }

  /** What `make` gives, made once for this place. */
  once<T>(name: string, make: () => T): T {
    if (!this.#known.has(name)) this.#known.set(name, make());
    return this.#known.get(name) as T;
  }

  #inside(schema: Located, name: string): Place {
    const examples = this.examples.flatMap((example) =>
      isObject(example) && Object.hasOwn(example, name) ? [example[name]] : [],
    );
    return new Place(this.context, schema, examples, this);
  }
}
