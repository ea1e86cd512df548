import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const require = createRequire(import.meta.url);
const core = dirname(require.resolve('@mantine/core/styles.css'));
const ours = [...readFileSync('src/app/mantine.css', 'utf8').matchAll(/@mantine\/core\/styles\/([\w-]+)\.css/g)].map((m) => m[1] as string);
const whole = readFileSync(join(core, 'styles.css'), 'utf8');
const styleOf = (name: string) => readFileSync(join(core, 'styles', `${name}.css`), 'utf8').trim();

test('the selected styles keep the order of the library', () => {
  const at = ours.map((name) => whole.indexOf(styleOf(name).slice(0, 200)));
  expect(at).toEqual([...at].sort((a, b) => a - b));
  expect(at.every((p) => p >= 0)).toBe(true);
});

test('every Mantine component in use has its styles', () => {
  const available = new Set(readdirSync(join(core, 'styles')).map((f) => f.replace(/(\.layer)?\.css$/, '')));
  const used = new Set<string>();
  for (const file of readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.tsx'))) {
    for (const [, names] of readFileSync(join('src', file), 'utf8').matchAll(/import \{([^}]+)\} from '@mantine\/core'/g)) {
      for (const name of names?.split(',') ?? []) used.add(name.replace(/^\s*type /, '').trim());
    }
  }
  const missing = [...used].filter((name) => available.has(name) && !ours.includes(name));
  expect(missing, 'add these to src/app/mantine.css, in the order of @mantine/core/styles.css').toEqual([]);
});
