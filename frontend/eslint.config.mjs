import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { featureWalls } from './eslint-rules/feature-walls.mjs';
import { noLiteralText } from './eslint-rules/no-literal-text.mjs';
import { swedishDays } from './eslint-rules/swedish-days.mjs';

const samsyn = { rules: { 'feature-walls': featureWalls, 'no-literal-text': noLiteralText, 'swedish-days': swedishDays } };

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'src/shared/api/generated/', 'test-results/', 'playwright-report/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ...tseslint.configs.strict,
  {
    files: ['src/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks, samsyn },
    rules: {
      ...reactHooks.configs.recommended.rules,
      'samsyn/feature-walls': 'error',
      'max-lines': ['error', { max: 400 }],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    // Where days are counted, and the tests of that.
    ignores: ['src/shared/lib/*.ts'],
    plugins: { samsyn },
    rules: { 'samsyn/swedish-days': 'error' },
  },
  {
    files: ['src/**/*.tsx'],
    ignores: ['src/**/*.test.tsx'],
    plugins: { samsyn },
    rules: {
      'samsyn/no-literal-text': 'error',
      'max-lines': ['error', { max: 200 }],
    },
  },
  {
    rules: {
      complexity: ['error', 10],
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
);
