// Heap in use after forced garbage collection, early and late in 10,000 requests.
import { loaders, request } from "./clients.mjs";

const { url, name, marks } = JSON.parse(process.argv[2]);
const client = await loaders[name](url);
const heap = [];
for (let done = 0; done < marks.at(-1);) {
  const slug = `${name}-${done}`;
  await client.create(request(slug));
  await client.get(slug);
  done += 2;
  if (marks.includes(done)) {
    // Twice, and a turn of the event loop between: what only finalizers hold goes too.
    globalThis.gc();
    await new Promise((resolve) => setTimeout(resolve, 50));
    globalThis.gc();
    heap.push(process.memoryUsage().heapUsed);
  }
}
console.log(JSON.stringify(heap));
process.exit();
