/** The clients that are measured. The keys are also the names in `project/clients.mjs`. */
export const clients = {
  fetch: { title: "raw fetch", packages: [] },
  /** What a client cannot do without: an abort signal and a timer. */
  limited: { title: "fetch with a time limit", packages: [] },
  "openapi-fetch": { title: "openapi-fetch 0.17.0", packages: ["openapi-fetch@0.17.0"] },
  openpipe: { title: "openpipe 1.0.0", packages: ["openpipe@1.0.0"] },
  // The newest that runs on the Node of this project; 7 needs Node 22.
  openai: { title: "openai 6.49.0", packages: ["openai@6.49.0"] },
  /** The tarball of this project is installed; see `workbench.ts`. */
  ours: { title: "openpipe-models", packages: [] },
} as const;

export type ClientName = keyof typeof clients;

export const clientNames = Object.keys(clients) as ClientName[];

/** The columns of the table. */
export const clientTitles: Record<string, string> = Object.fromEntries(
  Object.entries(clients).map(([name, { title }]) => [name, title]),
);
