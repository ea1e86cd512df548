// The generator writes a link to a package registry into a comment; no file here names such a host.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2] ?? 'src/shared/api/generated';
const link = /\{@link https:\/\/\S+\/package\/\S+ (`[^`]+`)\}/g;
for (const name of readdirSync(folder, { recursive: true })) {
  if (!String(name).endsWith('.ts')) continue;
  const file = join(folder, String(name));
  const text = readFileSync(file, 'utf8');
  const kept = text.replace(link, '$1');
  if (kept !== text) writeFileSync(file, kept);
}
