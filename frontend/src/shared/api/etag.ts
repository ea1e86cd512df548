const key = '_etag';

/**
 * Puts the `ETag` of an answer into the object it belongs to, so that the version a form was opened with
 * is the version it saves against, also when the page has fetched a newer one in the background.
 */
export async function withEtag(response: Response): Promise<Response> {
  const tag = response.headers.get('ETag');
  if (!tag || !response.ok || !response.headers.get('Content-Type')?.includes('json')) return response;
  const text = await response.text();
  const rest = text.trimStart().slice(1).trimStart();
  const tagged = text.trimStart().startsWith('{') ? `{"${key}":${JSON.stringify(tag)}${rest.startsWith('}') ? '' : ','}${rest}` : text;
  return new Response(tagged, { status: response.status, headers: response.headers });
}

/**
 * The header for PUT, PATCH and DELETE: `updateCase({ path, headers: ifMatch(opened), body })`. A row of a list has
 * no `ETag` of its own, but the version that it is made of.
 * Throws when `opened` did not come from an answer of the API.
 */
export function ifMatch(opened: object): { 'If-Match': string } {
  const { [key]: tag, version } = opened as Record<string, unknown>;
  if (typeof tag === 'string') return { 'If-Match': tag };
  if (typeof version === 'number') return { 'If-Match': `"${version}"` };
  throw new Error('ifMatch needs what the API answered');
}
