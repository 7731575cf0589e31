/** Everything that `npm run test:all -- package` installs, with exact versions; npm specifiers. */
export const tools = {
  /** The oldest and newest TypeScript that are supported, and what lies between. */
  typescript: [
    // The declarations that come from openapi-fetch need 5.4: 5.0 works with `skipLibCheck` only.
    { version: "5.0.4", skipLibCheck: true },
    { version: "5.4.5", skipLibCheck: false },
    { version: "5.9.3", skipLibCheck: false },
    { version: "6.0.3", skipLibCheck: false },
    { version: "7.0.2", skipLibCheck: false },
  ],
  /** The package `node` holds real binaries. The first is the oldest that `engines` allows. */
  node: ["20.19.0", "22.23.3", "24.21.0", "26.10.0"],
  /** Before 1.3.14, its `fetch` repeats a POST by itself. */
  bun: ["1.1.0", "1.2.23", "1.3.13", "1.4.5"],
  deno: ["2.0.0", "2.9.6"],
  /** Cloudflare's runtime. */
  workerd: "1.20261117.1",
  jest: "30.5.2",
  nodeTypes: "20.19.43",
};
