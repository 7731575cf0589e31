// All creates at once; prints how many resolved with the model that was asked for.
import { loaders, request } from "./clients.mjs";

const { url, name, count } = JSON.parse(process.argv[2]);
const client = await loaders[name](url);
const slugs = Array.from({ length: count }, (_, at) => `${name}-${at}`);
const results = await Promise.allSettled(slugs.map((slug) => client.create(request(slug))));
const completed = results.filter(({ value }, at) => value?.id === slugs[at]).length;
console.log(JSON.stringify({ completed }));
process.exit();
