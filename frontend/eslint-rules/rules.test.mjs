import { RuleTester } from 'eslint';
import { afterAll, describe, it } from 'vitest';
import { featureWalls } from './feature-walls.mjs';
import { noLiteralText } from './no-literal-text.mjs';

RuleTester.afterAll = afterAll;
RuleTester.describe = describe;
RuleTester.it = it;
const tester = new RuleTester({ languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } });

tester.run('no-literal-text', noLiteralText, {
  valid: ['<p>{t("a")}</p>', '<p>·</p>', '<p className="wide" />', '<p>{`${a} – ${b}`}</p>', '<Button variant="default" label={t("x")} />'],
  invalid: [
    { code: '<p>Hej</p>', errors: 1 },
    { code: '<p>{"Hej"}</p>', errors: 1 },
    { code: '<p>{ok ? "Ja" : "Nej"}</p>', errors: 1 },
    { code: '<input aria-label="Sök" />', errors: 1 },
    { code: '<Field label={`Namn ${x}`} />', errors: 1 },
  ],
});

const at = (filename, code) => ({ filename: `/repo/frontend/src/${filename}`, code });
tester.run('feature-walls', featureWalls, {
  valid: [
    at('features/cases/a.ts', 'import "@/shared/ui/x"'),
    at('features/cases/a.ts', 'import "./b"'),
    at('features/cases/list/a.ts', 'import "../b"'),
    at('app/a.ts', 'import "@/routes/cases"'),
    at('routes/a.ts', 'import "@/features/cases/x"'),
  ],
  invalid: [
    { ...at('features/cases/a.ts', 'import "@/features/meetings/x"'), errors: [{ messageId: 'sideways' }] },
    { ...at('features/cases/a.ts', 'import "../meetings/x"'), errors: [{ messageId: 'sideways' }] },
    { ...at('features/cases/a.ts', 'import("@/features/meetings/x")'), errors: [{ messageId: 'sideways' }] },
    { ...at('shared/ui/a.ts', 'import "@/features/cases/x"'), errors: [{ messageId: 'upward' }] },
    { ...at('features/cases/a.ts', 'export * from "@/app/x"'), errors: [{ messageId: 'upward' }] },
    { ...at('routes/a.ts', 'import "@/app/parents"'), errors: [{ messageId: 'upward' }] },
  ],
});
