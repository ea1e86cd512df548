import { expect, test, type Page } from '@playwright/test';

const base = '/samsyn/v1';

interface Listed {
  items: { id: string }[];
}

/** Playwright's own calls leave out a `Secure` cookie on plain http to 127.0.0.1, which the browser sends. */
export async function cookieOf(page: Page): Promise<{ Cookie: string }> {
  const cookies = await page.context().cookies();
  return { Cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') };
}

/** Calls of the signed-in person, for finding what the demo has and for what a picture needs; what is tested goes through the pages. */
export function apiOf(page: Page) {
  const origin = () => new URL(test.info().project.use.baseURL ?? '').origin;
  const read = async <T>(path: string): Promise<T> => {
    const answer = await page.request.get(`${base}${path}`, { headers: { ...(await cookieOf(page)), 'Sec-Fetch-Site': 'same-origin' } });
    expect(answer.status(), path).toBe(200);
    return (await answer.json()) as T;
  };
  return {
    read,
    /** The first of a list; none fails the test, in words. */
    async first(path: string): Promise<string> {
      const { items } = await read<Listed>(path);
      const [first] = items;
      if (!first) throw new Error(`the demo has nothing in ${path}`);
      return first.id;
    },
    async make<T>(path: string, data: object): Promise<T> {
      const headers = { ...(await cookieOf(page)), 'X-Samsyn-Request': '1', Origin: origin() };
      const answer = await page.request.post(`${base}${path}`, { headers, data });
      expect([201, 202], `${path} ${await answer.text()}`).toContain(answer.status());
      return (await answer.json()) as T;
    },
  };
}

export type Api = ReturnType<typeof apiOf>;
