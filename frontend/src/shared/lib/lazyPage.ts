import { lazyRouteComponent } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { loadTexts } from '@/shared/i18n';
import type { TextResources } from '@/shared/i18n/resources';

/**
 * A page in a file of its own, fetched together with its texts when somebody heads for it:
 * `component: lazyPage('cases', () => import('@/features/cases/CasesPage'), 'CasesPage')`.
 */
export function lazyPage<K extends string>(
  texts: keyof TextResources | readonly (keyof TextResources)[],
  load: () => Promise<Record<K, ComponentType>>,
  name: K,
) {
  const wanted = typeof texts === 'string' ? [texts] : texts;
  return lazyRouteComponent(async () => {
    const [page] = await Promise.all([load(), ...wanted.map(loadTexts)]);
    return page;
  }, name);
}
