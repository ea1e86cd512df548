import { createRoute } from '@tanstack/react-router';
import type { PublicRoute, ShellRoute } from '@/app/parents';
import { classes, phases } from '@/features/cases/caseState';
import { themes } from '@/features/cases/themes';
import { lazyPage } from '@/shared/lib/lazyPage';
import { oneOf, pageNumber, searchOf, word } from '@/shared/lib/search';

const id = word(36, /^[0-9a-f-]{36}$/);
const owner = word(36, /^(jag|ingen|[0-9a-f-]{36})$/);
const code = word(60, /^[A-Z_]+$/);

export const casesRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/arenden',
    validateSearch: searchOf({
      vy: oneOf(['mina', 'enhet'], undefined),
      status: oneOf(['CLOSED', 'ALL'], undefined),
      typ: code,
      fas: oneOf(phases, undefined),
      klass: oneOf(classes, undefined),
      ansvar: owner,
      tema: oneOf(themes, undefined),
      page: pageNumber,
    }),
    component: lazyPage('cases', () => import('@/features/cases/CasesPage'), 'CasesPage'),
  });

export const newCaseRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/arenden/nytt',
    validateSearch: searchOf({ tema: oneOf(themes, undefined) }),
    component: lazyPage('cases', () => import('@/features/cases/NewCasePage'), 'NewCasePage'),
  });

export const openWithReasonRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/arenden/oppna-med-skal',
    validateSearch: searchOf({ page: pageNumber }),
    component: lazyPage('cases', () => import('@/features/cases/secrecy/OpenWithReasonPage'), 'OpenWithReasonPage'),
  });

export const handoverRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/arenden/lamna-over',
    component: lazyPage('cases', () => import('@/features/cases/secrecy/HandoverPage'), 'HandoverPage'),
  });

export const searchCasesRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/arenden/sok',
    component: lazyPage('cases', () => import('@/features/cases/secrecy/SearchPage'), 'SearchPage'),
  });

export const triageRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/arenden/bedom',
    validateSearch: searchOf({ signal: id, page: pageNumber }),
    component: lazyPage('cases', () => import('@/features/cases/TriagePage'), 'TriagePage'),
  });

export const caseRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/arenden/$caseId',
    validateSearch: searchOf({ flik: oneOf(['rost', 'utredning', 'beslut', 'atgarder', 'filer', 'anmalningar', 'utlamnat', 'overlamning', 'krets'], undefined) }),
    component: lazyPage('cases', () => import('@/features/cases/CasePage'), 'CasePage'),
  });

export const questionsRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/fragor',
    component: lazyPage('cases', () => import('@/features/cases/contributions/QuestionsPage'), 'QuestionsPage'),
  });

/** For heads: what other schools have handed over to theirs. */
export const incomingRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/arenden/mottagna',
    component: lazyPage('cases', () => import('@/features/cases/transfers/IncomingPage'), 'IncomingPage'),
  });

/** For the organiser's case officers: absence that principals have reported. */
export const noticesRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/arenden/franvaro',
    validateSearch: searchOf({ page: pageNumber }),
    component: lazyPage('cases', () => import('@/features/cases/reports/NoticesPage'), 'NoticesPage'),
  });

/** For a partner of another organisation. */
export const sharedRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/delat-med-mig',
    validateSearch: searchOf({ page: pageNumber }),
    component: lazyPage('cases', () => import('@/features/cases/disclosures/SharedPage'), 'SharedPage'),
  });

/** For whoever has a one-time link: its token stands after the # and is read by the page alone. */
export const answerRoute = (parent: PublicRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/svara',
    component: lazyPage('cases', () => import('@/features/cases/contributions/AnswerPage'), 'AnswerPage'),
  });

export const reportRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/rapportera-oro',
    component: lazyPage('cases', () => import('@/features/cases/ReportPage'), 'ReportPage'),
  });

export const welfareGuideRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/orosanmalan',
    component: lazyPage('cases', () => import('@/features/cases/reports/GuidePage'), 'GuidePage'),
  });

export const myConcernsRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/rapportera-oro/mina',
    validateSearch: searchOf({ page: pageNumber }),
    component: lazyPage('cases', () => import('@/features/cases/MyConcernsPage'), 'MyConcernsPage'),
  });

export const concernRoute = (parent: ShellRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/signaler/$concernId',
    component: lazyPage('cases', () => import('@/features/cases/ConcernPage'), 'ConcernPage'),
  });
