import { createRoute } from '@tanstack/react-router';
import type { PublicRoute } from '@/app/parents';
import { lazyPage } from '@/shared/lib/lazyPage';

export const accessibilityRoute = (parent: PublicRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/tillganglighet',
    component: lazyPage('about', () => import('@/features/about/AccessibilityPage'), 'AccessibilityPage'),
  });

export const privacyRoute = (parent: PublicRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/personuppgifter',
    component: lazyPage('about', () => import('@/features/about/PrivacyPage'), 'PrivacyPage'),
  });
