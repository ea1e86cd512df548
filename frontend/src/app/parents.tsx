import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, Outlet, redirect } from '@tanstack/react-router';
import { currentSession, take } from '@/features/identity/signIn';
import { meOptions } from '@/shared/api/me';
import { asProblem } from '@/shared/api/problem';
import { session } from '@/shared/api/session';
import { NoPage } from './NoPage';
import { PublicShell } from './PublicShell';
import { Shell } from './Shell';

export const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({ component: Outlet, notFoundComponent: NoPage });

async function resume(queryClient: QueryClient): Promise<void> {
  const signedIn = await currentSession();
  queryClient.setQueryData(meOptions().queryKey, signedIn.me);
  take(signedIn);
}

/** Parent of every page for those who are signed in; others are sent to sign in and come back. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  component: Shell,
  beforeLoad: async ({ context, location }) => {
    if (session.get().phase !== 'none') return;
    try {
      await resume(context.queryClient);
    } catch (error) {
      if (asProblem(error).status !== 401) throw error;
      throw redirect({ to: '/logga-in', search: location.href === '/' ? {} : { next: location.href } });
    }
  },
  loader: ({ context }) => context.queryClient.ensureQueryData(meOptions()),
});

/** Parent of the pages that need no sign-in. */
export const publicRoute = createRoute({ getParentRoute: () => rootRoute, id: 'public', component: PublicShell });

export type ShellRoute = typeof shellRoute;
export type PublicRoute = typeof publicRoute;
