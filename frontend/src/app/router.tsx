import { QueryClient } from '@tanstack/react-query';
import { createRouter } from '@tanstack/react-router';
import { accessibilityRoute, privacyRoute } from '@/routes/about';
import {
  answerRoute, caseRoute, casesRoute, concernRoute, handoverRoute, incomingRoute, myConcernsRoute, noticesRoute,
  newCaseRoute, openWithReasonRoute, questionsRoute, reportRoute, searchCasesRoute, sharedRoute, triageRoute, welfareGuideRoute,
} from '@/routes/cases';
import { focusRoute } from '@/routes/focus';
import {
  calendarRoute, groupRoute, groupsRoute, myStudentsRoute, professionRoute, professionsRoute, schoolRoute, schoolsRoute, teamRoute, teamsRoute,
} from '@/routes/school';
import { apiClientsRoute, peopleRoute, personRoute, unitsRoute } from '@/routes/settings';
import { meetingRoute, meetingSeriesRoute, meetingsRoute, meetingTodoRoute, newMeetingRoute, runMeetingRoute } from '@/routes/meetings';
import { rulePackRoute, rulePacksRoute, ruleRoute, rulesRoute } from '@/routes/rules';
import { runRoute, sourceRoute, sourcesRoute } from '@/routes/sources';
import { changeGoalRoute, goalRoute, goalsRoute, newGoalRoute, oneWheelRoute, wheelRoute, yearRoute } from '@/routes/year';
import { firstSignInRoute, myAccountRoute, signInRoute } from '@/routes/signIn';
import { asProblem } from '@/shared/api/problem';
import { LoadingState, NotFound } from '@/shared/ui/states';
import { RouteError } from './RouteError';
import { publicRoute, rootRoute, shellRoute } from './parents';

const RETRIES = 1;

/** A refusal will be the same again; silence and an overloaded server may not. */
function mayHelp(failures: number, error: unknown): boolean {
  const { status, offline } = asProblem(error);
  return failures < RETRIES && (offline || status === 503);
}

export const queryClient = new QueryClient({
  defaultOptions: { queries: { staleTime: 15_000, retry: mayHelp, refetchOnWindowFocus: false } },
});

/** A new page is one line here: `casesRoute(shellRoute),`. */
const routeTree = rootRoute.addChildren([
  shellRoute.addChildren([
    focusRoute(shellRoute),
    schoolsRoute(shellRoute),
    schoolRoute(shellRoute),
    teamsRoute(shellRoute),
    teamRoute(shellRoute),
    groupsRoute(shellRoute),
    groupRoute(shellRoute),
    calendarRoute(shellRoute),
    professionsRoute(shellRoute),
    professionRoute(shellRoute),
    myStudentsRoute(shellRoute),
    peopleRoute(shellRoute),
    personRoute(shellRoute),
    unitsRoute(shellRoute),
    apiClientsRoute(shellRoute),
    myAccountRoute(shellRoute),
    sourcesRoute(shellRoute),
    sourceRoute(shellRoute),
    runRoute(shellRoute),
    rulesRoute(shellRoute),
    ruleRoute(shellRoute),
    rulePacksRoute(shellRoute),
    rulePackRoute(shellRoute),
    reportRoute(shellRoute),
    welfareGuideRoute(shellRoute),
    myConcernsRoute(shellRoute),
    concernRoute(shellRoute),
    casesRoute(shellRoute),
    newCaseRoute(shellRoute),
    openWithReasonRoute(shellRoute),
    searchCasesRoute(shellRoute),
    handoverRoute(shellRoute),
    incomingRoute(shellRoute),
    noticesRoute(shellRoute),
    triageRoute(shellRoute),
    caseRoute(shellRoute),
    questionsRoute(shellRoute),
    sharedRoute(shellRoute),
    meetingsRoute(shellRoute),
    newMeetingRoute(shellRoute),
    meetingSeriesRoute(shellRoute),
    meetingTodoRoute(shellRoute),
    meetingRoute(shellRoute),
    runMeetingRoute(shellRoute),
    yearRoute(shellRoute),
    wheelRoute(shellRoute),
    oneWheelRoute(shellRoute),
    goalsRoute(shellRoute),
    newGoalRoute(shellRoute),
    goalRoute(shellRoute),
    changeGoalRoute(shellRoute),
  ]),
  publicRoute.addChildren([
    signInRoute(publicRoute),
    firstSignInRoute(publicRoute),
    answerRoute(publicRoute),
    accessibilityRoute(publicRoute),
    privacyRoute(publicRoute),
  ]),
]);

export const router = createRouter({
  routeTree,
  context: { queryClient },
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  defaultPendingMs: 400,
  defaultPendingComponent: LoadingState,
  defaultErrorComponent: RouteError,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
