import type { JsonObject } from "../engine/derive/schema.js";

/** The models of a server, by slug. */
export interface ModelStore {
  get(slug: string): JsonObject | undefined;
  /** Oldest first. */
  list(): JsonObject[];
  /** Whether the slug cannot be given to a new model. */
  isTaken(slug: string): boolean;
  add(slug: string, model: JsonObject): void;
  /** Whether there was one. */
  remove(slug: string): boolean;
  clear(): void;
}

/** @param reserved slugs that belong to nobody, such as the names of base models. */
export function createModelStore(reserved: ReadonlySet<string>): ModelStore {
  const models = new Map<string, JsonObject>();
  return {
    get: (slug) => models.get(slug),
    list: () => [...models.values()],
    isTaken: (slug) => models.has(slug) || reserved.has(slug),
    add: (slug, model) => void models.set(slug, model),
    remove: (slug) => models.delete(slug),
    clear: () => models.clear(),
  };
}
