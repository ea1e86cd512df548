import { createRoute, redirect } from '@tanstack/react-router';
import type { ShellRoute } from '@/app/parents';
import { lazyPage } from '@/shared/lib/lazyPage';
import { flag, oneOf, pageNumber, searchOf, word } from '@/shared/lib/search';

const id = word(36, /^[0-9a-f-]{36}$/);
const schoolYear = word(9, /^\d{4}\/\d{4}$/);
const onWheel = searchOf({ skola: id, lasar: schoolYear, aktivitet: id, termin: oneOf(['HT', 'VT'], undefined), moten: flag, mal: flag, hjul: flag });
export const goalStates = ['DRAFT', 'CHECKED', 'PROPOSED', 'ACCEPTED', 'ACTIVE', 'ADJUSTED', 'EVALUATED', 'CLOSED', 'ABANDONED'] as const;

/** The school year as a whole opens with its wheel. */
export const yearRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/lasaret',
    beforeLoad: () => {
      throw redirect({ href: '/lasaret/arshjul', replace: true });
    },
  });

export const wheelRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/lasaret/arshjul',
    validateSearch: onWheel,
    component: lazyPage('wheel', () => import('@/features/wheel/WheelsPage'), 'WheelsPage'),
  });

export const oneWheelRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/lasaret/arshjul/$wheelId',
    validateSearch: onWheel,
    component: lazyPage('wheel', () => import('@/features/wheel/WheelPage'), 'WheelPage'),
  });

export const goalsRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/lasaret/mal',
    validateSearch: searchOf({
      page: pageNumber,
      sort: oneOf(['deadlineOn', '-deadlineOn', 'title', '-title'], 'deadlineOn'),
      lage: oneOf(goalStates, undefined),
      skola: id,
    }),
    component: lazyPage('goals', () => import('@/features/goals/GoalsPage'), 'GoalsPage'),
  });

export const newGoalRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/lasaret/mal/nytt',
    component: lazyPage('goals', () => import('@/features/goals/NewGoalPage'), 'NewGoalPage'),
  });

export const goalRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/lasaret/mal/$goalId',
    component: lazyPage('goals', () => import('@/features/goals/GoalPage'), 'GoalPage'),
  });

export const changeGoalRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/lasaret/mal/$goalId/andra',
    component: lazyPage('goals', () => import('@/features/goals/ChangeGoalPage'), 'ChangeGoalPage'),
  });
