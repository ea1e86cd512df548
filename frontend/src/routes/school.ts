import { createRoute } from '@tanstack/react-router';
import type { ShellRoute } from '@/app/parents';
import { lazyPage } from '@/shared/lib/lazyPage';
import { flag, oneOf, pageNumber, searchOf, word } from '@/shared/lib/search';

const byName = oneOf(['name', '-name'], 'name');
const teamTypes = ['EHT', 'WORK_TEAM', 'MANAGEMENT', 'CENTRAL_EHT', 'SAFETY_TEAM', 'EHM_GROUP', 'NETWORK', 'PROJECT'] as const;
const groupTypes = ['CLASS', 'MENTOR', 'TEACHING', 'PRESCHOOL_SECTION', 'OTHER'] as const;

export const schoolsRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/skolan',
    validateSearch: searchOf({ page: pageNumber, sort: oneOf(['name', '-name', 'shortCode', '-shortCode'], 'name') }),
    component: lazyPage('organisation', () => import('@/features/organisation/SchoolsPage'), 'SchoolsPage'),
  });

export const schoolRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/skolan/skolor/$schoolId',
    component: lazyPage('teams', () => import('@/features/teams/SchoolPage'), 'SchoolPage'),
  });

export const teamsRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/skolan/team',
    validateSearch: searchOf({ page: pageNumber, sort: oneOf(['name', '-name', 'type', '-type'], 'name'), type: oneOf(teamTypes, undefined), ended: flag }),
    component: lazyPage('teams', () => import('@/features/teams/TeamsPage'), 'TeamsPage'),
  });

export const teamRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/skolan/team/$teamId',
    component: lazyPage('teams', () => import('@/features/teams/TeamPage'), 'TeamPage'),
  });

export const groupsRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/skolan/grupper',
    validateSearch: searchOf({ page: pageNumber, sort: oneOf(['name', '-name', 'type', '-type'], 'name'), type: oneOf(groupTypes, undefined), mina: flag }),
    component: lazyPage('students', () => import('@/features/students/GroupsPage'), 'GroupsPage'),
  });

export const groupRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/skolan/grupper/$groupId',
    validateSearch: searchOf({ page: pageNumber, sort: byName }),
    component: lazyPage('students', () => import('@/features/students/GroupPage'), 'GroupPage'),
  });

export const calendarRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/skolan/lasar',
    validateSearch: searchOf({ year: word(9, /^\d{4}\/\d{4}$/) }),
    component: lazyPage('organisation', () => import('@/features/organisation/CalendarPage'), 'CalendarPage'),
  });

export const professionsRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/skolan/professioner',
    component: lazyPage('organisation', () => import('@/features/organisation/ProfessionsPage'), 'ProfessionsPage'),
  });

export const professionRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/skolan/professioner/$professionId',
    component: lazyPage('organisation', () => import('@/features/organisation/ProfessionPage'), 'ProfessionPage'),
  });

export const myStudentsRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/mina-elever',
    validateSearch: searchOf({ page: pageNumber, sort: byName, grupp: word(36, /^[0-9a-f-]{36}$/) }),
    component: lazyPage('students', () => import('@/features/students/MyStudentsPage'), 'MyStudentsPage'),
  });
