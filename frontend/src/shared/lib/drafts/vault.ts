/** What is typed but not yet on the server, sealed in IndexedDB. Without the key, which lives in memory only, it is noise. */
const database = 'samsyn-drafts';
const table = 'sealed';

interface Sealed {
  id: string;
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(database, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(table, { keyPath: 'id' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
  });
}

async function within<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const db = await open();
  try {
    return await new Promise((resolve, reject) => {
      const request = work(db.transaction(table, mode).objectStore(table));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
    });
  } finally {
    db.close();
  }
}

/** `key` is the account's AES-256 key, base64, as the server gave it. It cannot be read out again. */
export function importKey(key: string): Promise<CryptoKey> {
  const bytes = Uint8Array.from(atob(key), (c) => c.charCodeAt(0));
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

const bound = (id: string) => new TextEncoder().encode(id);

export async function seal(key: CryptoKey, id: string, value: unknown): Promise<void> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(value));
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bound(id) }, key, text);
  await within('readwrite', (store) => store.put({ id, iv, data } satisfies Sealed));
}

/** Null where there is nothing, or nothing this key opens; what cannot be opened is removed. */
export async function unseal(key: CryptoKey, id: string): Promise<unknown> {
  const sealed = await within<Sealed | undefined>('readonly', (store) => store.get(id));
  if (!sealed) return null;
  try {
    const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: sealed.iv, additionalData: bound(id) }, key, sealed.data);
    return JSON.parse(new TextDecoder().decode(text)) as unknown;
  } catch {
    await unstore(id);
    return null;
  }
}

export async function unstore(id: string): Promise<void> {
  await within('readwrite', (store) => store.delete(id));
}

/** Removes what this key cannot open: somebody else's, or from before the key was renewed. */
export async function removeForeign(key: CryptoKey): Promise<void> {
  const ids = await within('readonly', (store) => store.getAllKeys());
  for (const id of ids) await unseal(key, String(id));
}

/** At sign-out and when another person signs in. */
export async function emptyVault(): Promise<void> {
  await within('readwrite', (store) => store.clear());
}
