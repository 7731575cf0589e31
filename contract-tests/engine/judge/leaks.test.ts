import { expect, it } from "vitest";
import { findInternals } from "./leaks.js";

it.each([
  "TypeError: x\n    at Object.create (/srv/api/dist/models.js:12:34)",
  "    at file:///srv/app.mjs:3:1",
  "    at async node:internal/modules/run_main:120:5",
  "/srv/node_modules/express/lib/router.js",
  'Traceback (most recent call last):\n  File "app.py", line 3, in create',
  "at com.example.Models.create(Models.java:42)",
  "goroutine 1 [running]:",
  "   at Api.Models.Create(Request r) in C:\\src\\Models.cs:line 12",
  "app/models.rb:12:in `create'",
  "#0 /srv/models.php(12): create()",
  "thread 'main' panicked at src/main.rs:3:5",
  'insert into "models" ("slug") values (1)',
  "duplicate key value violates unique constraint",
  "ENOENT: no such file, open '/var/lib/models/x.json'",
])("finds %j", (text) => {
  expect(findInternals(JSON.stringify({ message: text }))).toBeDefined();
  expect(findInternals(text)).toBeDefined();
});

it.each([
  ["goroutine 1 [running]:", "stack trace"],
  ["SQLSTATE 23505", "query"],
  ["/etc/passwd", "path of the server"],
])("says of %j what it is", (text, what) => {
  expect(findInternals(text)?.what).toBe(what);
});

it.each([
  "Model not found at position 3",
  "Select a model from the list",
  "/models/tmp/x is not a model",
  "Look at https://docs.example.com/models:12",
  "Unexpected token } in JSON at position 42 (line 1 column 43)",
  "meta-llama/Llama-3.1-8B at 09:15:04",
  "Try again at 2026-03-02T09:15:04Z",
])("takes %j for no stack trace", (text) => {
  expect(findInternals(text)).toBeUndefined();
});
