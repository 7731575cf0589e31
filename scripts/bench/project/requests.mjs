// Times slices of sequential requests, client after client, round after round (A B C, B C A, …),
// so that whatever else the machine does hits all alike. Prints the milliseconds of every slice.
import { loaders, request } from "./clients.mjs";

const { url, names, warmUp, rounds, slice } = JSON.parse(process.argv[2]);
const clients = [];
for (const name of names) clients.push({ name, client: await loaders[name](url) });

let made = 0;
const calls = {
  create: async ({ client }) => {
    const slug = `bench-${made++}`;
    const model = await client.create(request(slug));
    if (model?.id !== slug) throw new Error("create answered something else");
  },
  get: async ({ client }) => {
    const model = await client.get("bench-0");
    if (model?.id !== "bench-0") throw new Error("get answered something else");
  },
};

const times = {};
for (const [operation, call] of Object.entries(calls)) {
  times[operation] = Object.fromEntries(names.map((name) => [name, []]));
  for (let done = 0; done < warmUp; done += slice) {
    for (const entry of clients) for (let i = 0; i < slice; i++) await call(entry);
  }
  for (let round = 0; round < rounds; round++) {
    const order = clients.map((_, at) => clients[(at + round) % clients.length]);
    for (const entry of order) {
      const start = performance.now();
      for (let i = 0; i < slice; i++) await call(entry);
      times[operation][entry.name].push(performance.now() - start);
    }
  }
}
console.log(JSON.stringify(times));
process.exit();
