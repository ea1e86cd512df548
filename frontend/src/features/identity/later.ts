import { lazy } from 'react';
import { loadTexts } from '@/shared/i18n';

/** Parts of the shell that are seldom seen; fetched when the shell stands, so that they are there when the network is not. */
const parts = {
  cover: () => import('./SessionCover'),
  notice: () => import('./OneStepNotice'),
  idle: () => import('./IdleDialog'),
  confirm: () => import('@/shared/ui/ConfirmAction'),
};

const withTexts = <T>(load: () => Promise<T>) => async () => {
  const [part] = await Promise.all([load(), loadTexts('identity')]);
  return part;
};

export const SessionCover = lazy(() => withTexts(parts.cover)().then((m) => ({ default: m.SessionCover })));
export const OneStepNotice = lazy(() => withTexts(parts.notice)().then((m) => ({ default: m.OneStepNotice })));
export const IdleDialog = lazy(() => withTexts(parts.idle)().then((m) => ({ default: m.IdleDialog })));
export const ConfirmDialog = lazy(() => parts.confirm().then((m) => ({ default: m.ConfirmDialog })));

export function fetchLater(): void {
  for (const load of Object.values(parts)) void withTexts<unknown>(load)();
}
