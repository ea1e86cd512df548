import { createRoute } from '@tanstack/react-router';
import type { ShellRoute } from '@/app/parents';
import { lazyPage } from '@/shared/lib/lazyPage';
import { pageNumber, searchOf } from '@/shared/lib/search';

export const sourcesRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/installningar/kallor',
    component: lazyPage('integrations', () => import('@/features/integrations/SourcesPage'), 'SourcesPage'),
  });

export const sourceRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/installningar/kallor/$sourceId',
    validateSearch: searchOf({ page: pageNumber }),
    component: lazyPage('integrations', () => import('@/features/integrations/SourcePage'), 'SourcePage'),
  });

export const runRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/installningar/kallor/$sourceId/hamtningar/$runId',
    component: lazyPage('integrations', () => import('@/features/integrations/RunPage'), 'RunPage'),
  });
