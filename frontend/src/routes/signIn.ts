import { createRoute } from '@tanstack/react-router';
import type { PublicRoute, ShellRoute } from '@/app/parents';
import { lazyPage } from '@/shared/lib/lazyPage';
import { flag, searchOf, word } from '@/shared/lib/search';

/** Only addresses of our own: "//elsewhere.example" would lead away. */
const ownAddress = word(500, /^\/(?![/\\])/);

export const signInRoute = (parent: PublicRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/logga-in',
    validateSearch: searchOf({ next: ownAddress, ut: flag }),
    component: lazyPage('identity', () => import('@/features/identity/SignInPage'), 'SignInPage'),
  });

export const firstSignInRoute = (parent: PublicRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/forsta-inloggning',
    component: lazyPage('identity', () => import('@/features/identity/FirstSignInPage'), 'FirstSignInPage'),
  });

export const myAccountRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/mitt-konto',
    component: lazyPage('identity', () => import('@/features/identity/MyAccountPage'), 'MyAccountPage'),
  });
