import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { ApiProblem } from '@/shared/api/problem';
import { ErrorState, NoAccess, NotFound } from '@/shared/ui/states';
import { Crashed } from './Crashed';

/** What a loader or a page threw. Not there and not allowed are pages of their own, not failures. */
export function RouteError({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const { reset: resetQueries } = useQueryErrorResetBoundary();
  if (!(error instanceof ApiProblem)) return <Crashed />;
  if (error.notThere) return <NotFound />;
  if (error.notAllowed) return <NoAccess detail={error.detail} />;
  const retry = () => {
    resetQueries();
    reset();
    void router.invalidate();
  };
  return <ErrorState error={error} retry={retry} />;
}
