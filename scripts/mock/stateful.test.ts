import { afterEach, expect, test } from "vitest";
import { createModelsClient } from "../../src/index.js";
import { createRequest } from "../../src/test-support/models.js";
import type { Served } from "../lib/serve.js";
import { startStatefulMock } from "./stateful.js";

let mock: Served | undefined;

afterEach(async () => {
  await mock?.close();
});

test("the stateful mock keeps what it is told, and no request ends it", async () => {
  mock = await startStatefulMock(0);
  const models = createModelsClient({ apiKey: "any-token", baseUrl: mock.url });
  await models.create(createRequest("my-slug"));
  expect((await models.get("my-slug")).openpipe.status).toBe("PENDING");
  for (const path of ["/models/%zz", "//models", "/"]) {
    expect((await fetch(mock.url + path)).status, path).toBe(path === "/models/%zz" ? 401 : 404);
  }
  expect((await models.list()).data).toHaveLength(1);
  const stranger = { Authorization: "Bearer another-token" };
  expect((await fetch(`${mock.url}/models`, { headers: stranger })).status).toBe(401);
});

test("a taken port is said, with what to do", async () => {
  mock = await startStatefulMock(0);
  const port = Number(new URL(mock.url).port);
  await expect(startStatefulMock(port)).rejects.toThrow(`Port ${port} on 127.0.0.1 is taken.`);
});
