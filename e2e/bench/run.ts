import { billBurst } from "./bill-burst.ts";

// `npm run bench` runs all benchmarks, `npm run bench -- <name>` one. Each prints a table and ends with one line of JSON.

const benches: Record<string, () => Promise<Record<string, number>>> = { "bill-burst": billBurst };

const [wanted] = process.argv.slice(2);
if (wanted && !benches[wanted]) {
  process.stderr.write(`No benchmark "${wanted}". There are: ${Object.keys(benches).join(", ")}\n`);
  process.exit(1);
}
for (const [name, bench] of Object.entries(benches)) {
  if (wanted && wanted !== name) continue;
  console.log(JSON.stringify({ bench: name, ...(await bench()) }));
}
