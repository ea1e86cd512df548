import { getRouteApi } from '@tanstack/react-router';
import { useSearchPatch } from '@/shared/lib/useSearchPatch';
import { QueryState } from '@/shared/ui/QueryState';
import { YearNav } from '@/shared/ui/YearNav';
import { useWheel } from './useWheel';
import { Wheel } from './Wheel';

const route = getRouteApi('/shell/lasaret/arshjul/$wheelId');

/** One wheel at an address of its own. */
export function WheelPage() {
  const { wheelId } = route.useParams();
  const search = route.useSearch();
  const patchSearch = useSearchPatch(true);
  const { wheel } = useWheel(wheelId);
  return (
    <>
      <YearNav />
      <QueryState query={wheel}>
        {(found) => <Wheel wheel={found} search={search} onSearch={(patch) => patchSearch({ ...patch })} />}
      </QueryState>
    </>
  );
}
