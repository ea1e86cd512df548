import { createRoute } from '@tanstack/react-router';
import type { ShellRoute } from '@/app/parents';
import { lazyPage } from '@/shared/lib/lazyPage';

export const focusRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/',
    component: lazyPage('reports', () => import('@/features/reports/FocusPage'), 'FocusPage'),
  });
