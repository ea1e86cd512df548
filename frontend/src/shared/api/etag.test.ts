import { describe, expect, it } from 'vitest';
import { ifMatch, withEtag } from './etag';

describe('ifMatch', () => {
  it('says the tag that came with one object', async () => {
    const answer = new Response('{"id":"a","version":3}', { headers: { ETag: '"3"', 'Content-Type': 'application/json' } });
    expect(ifMatch((await (await withEtag(answer)).json()) as object)).toEqual({ 'If-Match': '"3"' });
  });

  it('says the version of a row of a list', () => {
    expect(ifMatch({ id: 'a', version: 7 })).toEqual({ 'If-Match': '"7"' });
  });

  it('knows nothing of what somebody made up', () => {
    expect(() => ifMatch({ id: 'a' })).toThrow();
  });
});
