import { createRoute } from '@tanstack/react-router';
import type { ShellRoute } from '@/app/parents';
import { lazyPage } from '@/shared/lib/lazyPage';
import { pageNumber, searchOf } from '@/shared/lib/search';

const packs = lazyPage('legal', () => import('@/features/legal/RulePacksPage'), 'RulePacksPage');
const pack = lazyPage('legal', () => import('@/features/legal/RulePackPage'), 'RulePackPage');
const validateSearch = searchOf({ page: pageNumber });

export const rulesRoute = (parent: ShellRoute) => createRoute({ getParentRoute: () => parent, path: '/skolan/regler', component: packs });

export const ruleRoute = (parent: ShellRoute) => createRoute({ getParentRoute: () => parent, path: '/skolan/regler/$packCode', validateSearch, component: pack });

export const rulePacksRoute = (parent: ShellRoute) => createRoute({ getParentRoute: () => parent, path: '/installningar/regelpaket', component: packs });

export const rulePackRoute = (parent: ShellRoute) =>
  createRoute({ getParentRoute: () => parent, path: '/installningar/regelpaket/$packCode', validateSearch, component: pack });
