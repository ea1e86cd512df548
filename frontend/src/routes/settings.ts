import { createRoute } from '@tanstack/react-router';
import type { ShellRoute } from '@/app/parents';
import { lazyPage } from '@/shared/lib/lazyPage';
import { oneOf, pageNumber, searchOf, word } from '@/shared/lib/search';

export const peopleRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/installningar',
    validateSearch: searchOf({
      page: pageNumber,
      sort: oneOf(['name', '-name'], 'name'),
      anstallning: oneOf(['ACTIVE', 'ENDED'], undefined),
      skola: word(36, /^[0-9a-f-]{36}$/),
    }),
    component: lazyPage('people', () => import('@/features/people/PeoplePage'), 'PeoplePage'),
  });

export const personRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/installningar/personal/$personId',
    component: lazyPage('people', () => import('@/features/people/PersonPage'), 'PersonPage'),
  });

export const unitsRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/installningar/skolor',
    component: lazyPage('organisation', () => import('@/features/organisation/UnitsPage'), 'UnitsPage'),
  });

export const apiClientsRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/installningar/api-klienter',
    component: lazyPage('identity', () => import('@/features/identity/ApiClientsPage'), 'ApiClientsPage'),
  });
