import { createRoute } from '@tanstack/react-router';
import type { ShellRoute } from '@/app/parents';
import { lazyPage } from '@/shared/lib/lazyPage';
import { flag, oneOf, pageNumber, searchOf, word } from '@/shared/lib/search';

const day = word(10, /^\d{4}-\d{2}-\d{2}$/);
const id = word(36, /^[0-9a-f-]{36}$/);

export const meetingsRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/moten',
    validateSearch: searchOf({ visa: oneOf(['kommande', 'tidigare'], undefined), vecka: day, mina: flag, sida: pageNumber }),
    component: lazyPage('meetings', () => import('@/features/meetings/MeetingsPage'), 'MeetingsPage'),
  });

export const newMeetingRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/moten/nytt',
    component: lazyPage('meetings', () => import('@/features/meetings/NewMeetingPage'), 'NewMeetingPage'),
  });

export const meetingSeriesRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/moten/serier',
    validateSearch: searchOf({ sida: pageNumber }),
    component: lazyPage('meetings', () => import('@/features/meetings/SeriesPage'), 'SeriesPage'),
  });

export const meetingTodoRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/moten/att-gora',
    validateSearch: searchOf({ gjorda: flag, sida: pageNumber }),
    component: lazyPage('meetings', () => import('@/features/meetings/TodoPage'), 'TodoPage'),
  });

export const meetingRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/moten/$meetingId',
    component: lazyPage('meetings', () => import('@/features/meetings/MeetingPage'), 'MeetingPage'),
  });

export const runMeetingRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/moten/$meetingId/genomfor',
    validateSearch: searchOf({ punkt: id, projektor: flag }),
    component: lazyPage('meetings', () => import('@/features/meetings/RunPage'), 'RunPage'),
  });
