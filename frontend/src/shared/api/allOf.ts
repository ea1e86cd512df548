/** The most that an answer holds. */
const limit = 100;
const mostPages = 20;

interface Listed<T> {
  items: T[];
  _links: { next: unknown };
}

/** What is chosen from is there to the last row: page after page, for lists that a person can look through. */
export async function allOf<T>(load: (query: { page: number; limit: number }) => Promise<{ data: Listed<T> }>): Promise<T[]> {
  const found: T[] = [];
  for (let page = 1; page <= mostPages; page += 1) {
    const { data } = await load({ page, limit });
    found.push(...data.items);
    if (!data._links.next) break;
  }
  return found;
}
