import { createDraftKey, deleteDraft, putDraft, readDraft } from '@/shared/api/generated';
import { asProblem } from '@/shared/api/problem';
import { DraftSync, type DraftContent, type DraftWorld } from './draftSync';
import { emptyVault, importKey, removeForeign, seal, unseal, unstore } from './vault';

const SETTLE_MS = 3_000;
const STEP_MS = 100;

let key: Promise<CryptoKey> | null = null;
const open = new Map<string, DraftSync>();

/** The account's key, asked for once and kept in memory. What an earlier key or person sealed is removed then. */
function accountKey(): Promise<CryptoKey> {
  key ??= createDraftKey({ throwOnError: true }).then(async ({ data }) => {
    const imported = await importKey(data.key);
    await removeForeign(imported);
    return imported;
  });
  key.catch(() => {
    key = null;
  });
  return key;
}

/** The crash copy is a help, not a condition: private browsing has no IndexedDB, and the server copy still counts. */
async function quietly(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch {
    // Nothing to say: the state of the server copy is what the person sees.
  }
}

const world: DraftWorld = {
  async put(id, content) {
    const { data } = await putDraft({ path: { draftKey: id }, body: { content: JSON.stringify(content) }, throwOnError: true });
    return data.savedAt;
  },
  async remove(id) {
    await deleteDraft({ path: { draftKey: id }, throwOnError: true }).catch((error: unknown) => {
      if (!asProblem(error).notThere) throw error;
    });
  },
  keep: (id, content) => quietly(async () => seal(await accountKey(), id, content)),
  unkeep: (id) => quietly(() => unstore(id)),
  refusal(error) {
    const { status, detail } = asProblem(error);
    return status >= 400 && status < 500 && status !== 429 ? detail : null;
  },
};

/** The same draft again while the tab lives, so that leaving a page and coming back loses nothing. */
export function draftOf(id: string): DraftSync {
  const known = open.get(id);
  if (known) return known;
  const made = new DraftSync(id, world);
  open.set(id, made);
  return made;
}

export interface StoredDraft {
  content: DraftContent;
  /** Null for what never reached the server. */
  savedAt: string | null;
}

function isContent(value: unknown): value is DraftContent {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What was typed last: not yet sent in this tab, else kept after a crash, else on the server. */
export async function loadDraft(id: string): Promise<StoredDraft | null> {
  const { pending } = draftOf(id);
  if (pending) return { content: pending, savedAt: null };
  const kept = await accountKey().then((k) => unseal(k, id), () => null).catch(() => null);
  if (isContent(kept)) {
    draftOf(id).change(kept);
    return { content: kept, savedAt: null };
  }
  try {
    const { data } = await readDraft({ path: { draftKey: id }, throwOnError: true });
    const content: unknown = JSON.parse(data.content);
    return isContent(content) ? { content, savedAt: data.savedAt } : null;
  } catch (error) {
    if (asProblem(error).notThere) return null;
    throw error;
  }
}

export function flushDrafts(): void {
  for (const draft of open.values()) draft.flush();
}

/** Before sign-out: sends what is unsent and says whether all of it arrived within three seconds. */
export async function settleDrafts(): Promise<boolean> {
  flushDrafts();
  const unsent = () => [...open.values()].some((draft) => draft.pending);
  for (let waited = 0; unsent() && waited < SETTLE_MS; waited += STEP_MS) {
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
  return !unsent();
}

/** At sign-out and when another person signs in: nothing is left in this browser. */
export async function forgetDrafts(): Promise<void> {
  for (const draft of open.values()) draft.stop();
  open.clear();
  key = null;
  await quietly(emptyVault);
}

window.addEventListener('online', flushDrafts);
