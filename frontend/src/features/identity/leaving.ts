import { flushSync } from 'react-dom';
import type { QueryClient } from '@tanstack/react-query';
import { deleteSession } from '@/shared/api/generated';
import { forgetKeys } from '@/shared/api/idempotency';
import { session } from '@/shared/api/session';
import { forgetDrafts } from '@/shared/lib/drafts/world';
import { tellOtherTabs } from './otherTabs';

/**
 * Leaves nothing of this person in the browser. The page is taken away before it is reloaded, so that no
 * "unsaved changes" question can keep it on the screen; the reload then empties the memory.
 */
export async function emptyTab(queryClient: QueryClient, goTo: string): Promise<void> {
  flushSync(() => session.ended());
  queryClient.clear();
  forgetKeys();
  sessionStorage.clear();
  await forgetDrafts();
  window.location.replace(goTo);
}

/** Throws when the server could not be told: the cookie would still be valid on a shared computer. */
export async function signOut(queryClient: QueryClient): Promise<void> {
  await deleteSession({ throwOnError: true });
  tellOtherTabs({ kind: 'out' });
  await emptyTab(queryClient, '/logga-in?ut=1');
}
