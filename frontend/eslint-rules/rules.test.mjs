import { RuleTester } from 'eslint';
import { afterAll, describe, it } from 'vitest';
import { featureWalls } from './feature-walls.mjs';
import { noLiteralText } from './no-literal-text.mjs';
import { swedishDays } from './swedish-days.mjs';

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

tester.run('swedish-days', swedishDays, {
  valid: ['format.day(dayOf(one.sentAt))', 'format.instant(one.sentAt)', 'format.day(one.dueOn)', 'token.slice(1)', 'names.slice(0, 3)', 'day.slice(0, 7)'],
  invalid: [
    { code: 'one.sentAt.slice(0, 10)', errors: [{ messageId: 'cut' }] },
    { code: 'new Date().toISOString().substring(0, 10)', errors: 2 },
    { code: 'new Date(at).toLocaleDateString("sv-SE")', errors: [{ messageId: 'cut' }] },
    { code: 'format.shortDay(one.endedAt)', errors: [{ messageId: 'given' }] },
    { code: 'format.due(left, one.dueAt)', errors: [{ messageId: 'given' }] },
  ],
});
