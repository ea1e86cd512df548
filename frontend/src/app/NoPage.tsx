import { NotFound } from '@/shared/ui/states';
import { PublicShell } from './PublicShell';

/** For an address without a page: with header and footer, so that there is a way on. */
export function NoPage() {
  return (
    <PublicShell>
      <NotFound />
    </PublicShell>
  );
}
