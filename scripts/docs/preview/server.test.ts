import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type PreviewServer, startPreviewServer } from "./server.js";

let server: PreviewServer;
let scratch: string;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "openpipe-models-preview-"));
  await mkdir(join(scratch, "docs/guides"), { recursive: true });
  await writeFile(join(scratch, "secret.txt"), "secret");
  await writeFile(join(scratch, "docs/.nojekyll"), "");
  await writeFile(join(scratch, "docs/guides/first.md"), "# First");
  const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'">`;
  await writeFile(join(scratch, "docs/plain.html"), `<html>${policy}<body></body></html>`);
  await writeFile(
    join(scratch, "docs/scripted.html"),
    `<meta http-equiv="Content-Security-Policy" content="script-src 'self'"><body></body>`,
  );
  server = await startPreviewServer(join(scratch, "docs"), 0);
});
afterAll(async () => {
  await server?.close();
  await rm(scratch, { recursive: true, force: true });
});

test("any request gets an answer", async () => {
  for (const target of [
    "//",
    "///",
    "//host/x",
    "/%",
    "/%zz",
    "/..",
    "/%2e%2e/secret.txt",
    "/../secret.txt",
    "/.nojekyll",
    "/guides",
    "/guides/",
    "/no.html",
    "/\\secret.txt",
    "/x".repeat(500),
  ]) {
    expect(await get(target), target).toEqual({ status: 404, body: "There is no such page.\n" });
  }
  expect(await get("/guides/first.md?x=//#y")).toEqual({ status: 200, body: "# First" });
});

test("another host's name is refused", async () => {
  for (const host of [
    "evil.example",
    "evil-localhost",
    "localhost.evil.example",
    "127.0.0.1:1:1",
  ]) {
    expect((await get("/", host)).status, host).toBe(403);
  }
  expect((await get("/events", "evil.example:80")).status).toBe(403);
  expect((await get("/", "localhost:4011")).status).toBe(200);
});

test("a page keeps its policy, which lets the reload script in and no other", async () => {
  const { body } = await get("/plain.html");
  expect(body).toMatch(
    /content="default-src 'none'; script-src 'sha256-[^']+'; connect-src 'self'"/,
  );
  expect(body.match(/<script>/g)).toHaveLength(1);
  const { body: other } = await get("/scripted.html");
  expect(other).toMatch(/content="script-src 'self' 'sha256-[^']+'; connect-src 'self'"/);
});

/** `fetch` would mend the address before it is sent. */
function get(path: string, host = "127.0.0.1"): Promise<{ status: number; body: string }> {
  const { port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const sent = request({ port, path, host: "127.0.0.1", headers: { host } }, async (response) => {
      let body = "";
      for await (const chunk of response) body += chunk;
      resolve({ status: response.statusCode!, body });
    });
    sent.on("error", reject).end();
  });
}
