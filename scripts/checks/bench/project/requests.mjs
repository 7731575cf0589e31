// Times slices of sequential requests, client after client, in another order each round, so that
// whatever else the machine does hits all alike, and so does what a client leaves behind: the next
// one pays for collecting its garbage. Prints the milliseconds of every slice, and the milliseconds
// of processor time that each client took in all.
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
const cpu = {};
for (const [operation, call] of Object.entries(calls)) {
  times[operation] = Object.fromEntries(names.map((name) => [name, []]));
  cpu[operation] = Object.fromEntries(names.map((name) => [name, 0]));
  for (let done = 0; done < warmUp; done += slice) {
    for (const entry of clients) for (let i = 0; i < slice; i++) await call(entry);
  }
  for (let round = 0; round < rounds; round++) {
    for (const entry of shuffle(clients)) {
      const used = process.cpuUsage();
      const start = performance.now();
      for (let i = 0; i < slice; i++) await call(entry);
      times[operation][entry.name].push(performance.now() - start);
      const { user, system } = process.cpuUsage(used);
      cpu[operation][entry.name] += (user + system) / 1000;
    }
  }
}
console.log(JSON.stringify({ times, cpu }));
process.exit();

function shuffle(entries) {
  return entries
    .map((entry) => ({ entry, key: Math.random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ entry }) => entry);
}
