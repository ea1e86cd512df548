/**
 * One key per thing that is being sent, kept until the server has answered for certain: a second press after a lost
 * connection is then the same request and is carried out once. Forgotten at once after an answer, and at sign-out.
 */
const open = new Map<string, string>();

export function keyFor(method: string, url: string, body: string): string {
  const what = `${method} ${url}\n${body}`;
  const key = open.get(what) ?? crypto.randomUUID();
  open.set(what, key);
  return key;
}

/** After an answer that settles it; 5xx and silence do not. */
export function settle(key: string): void {
  for (const [what, kept] of open) if (kept === key) open.delete(what);
}

export function forgetKeys(): void {
  open.clear();
}
