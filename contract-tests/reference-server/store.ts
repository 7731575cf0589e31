import type { JsonObject } from "../engine/derive/schema.js";

/** What a server keeps of a resource, by slug. */
export interface Store {
  get(slug: string): JsonObject | undefined;
  /** Oldest first. */
  list(): JsonObject[];
  /** Whether the slug cannot be given again. */
  isTaken(slug: string): boolean;
  add(slug: string, item: JsonObject): void;
  /** Whether there was one. */
  remove(slug: string): boolean;
  clear(): void;
}

/** @param reserved slugs that belong to nobody, such as the names of base models. */
export function createStore(reserved: ReadonlySet<string>): Store {
  const items = new Map<string, JsonObject>();
  return {
    get: (slug) => items.get(slug),
    list: () => [...items.values()],
    isTaken: (slug) => items.has(slug) || reserved.has(slug),
    add: (slug, item) => void items.set(slug, item),
    remove: (slug) => items.delete(slug),
    clear: () => items.clear(),
  };
}
