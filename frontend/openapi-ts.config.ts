import { defineConfig } from '@hey-api/openapi-ts';

// No zod plugin: it weighed 25 kB in the first page. Zod is used for addresses only, as zod/mini.
export default defineConfig({
  input: process.env.OPENAPI ?? '../openapi/openapi.json',
  output: { path: 'src/shared/api/generated' },
  plugins: [
    '@hey-api/client-fetch',
    '@hey-api/typescript',
    '@hey-api/sdk',
    { name: '@tanstack/react-query', infiniteQueryOptions: false },
  ],
});
