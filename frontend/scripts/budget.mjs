// Weighs what a first visit and each page load, gzipped as the server sends it. Fails when one is too heavy.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const KB = 1000;
const most = { shellJs: 220 * KB, routeJs: 280 * KB, css: 25 * KB };
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));

/** The chunk and what it always imports. */
function closure(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) closure(next, seen);
  return seen;
}

const weigh = (files) => [...new Set(files)].reduce((sum, f) => sum + gzipSync(readFileSync(new URL(f, dist)), { level: 9 }).length, 0);
const js = (keys) => weigh([...keys].map((k) => manifest[k].file).filter((f) => f.endsWith('.js')));
const css = (keys) => weigh([...keys].flatMap((k) => manifest[k].css ?? []));

const entry = Object.keys(manifest).find((k) => manifest[k].isEntry);
const shell = closure(entry);
const rows = [['shell', js(shell), css(shell), most.shellJs]];
for (const key of Object.keys(manifest).filter((k) => manifest[k].isDynamicEntry && /Page\.tsx$/.test(k))) {
  const all = closure(key, new Set(shell));
  rows.push([key.replace(/^src\/features\//, ''), js(all), css(all), most.routeJs]);
}

let heavy = 0;
for (const [name, jsBytes, cssBytes, limit] of rows) {
  const bad = jsBytes > limit || cssBytes > most.css;
  if (bad) heavy++;
  console.log(`${bad ? 'TOO HEAVY ' : ''}${name}: ${(jsBytes / KB).toFixed(1)} kB JavaScript (at most ${limit / KB}), ${(cssBytes / KB).toFixed(1)} kB CSS (at most ${most.css / KB})`);
}
process.exit(heavy === 0 ? 0 : 1);
