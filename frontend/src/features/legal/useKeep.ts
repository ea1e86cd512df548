import { useQueryClient } from '@tanstack/react-query';
import type { PackOut } from '@/shared/api/generated';
import { listRulePacksQueryKey, readRulePackQueryKey } from '@/shared/api/generated/@tanstack/react-query.gen';

/** Shows the pack as the server answered it, and lets the list be asked again. */
export function useKeep(pack: PackOut): (answered: PackOut) => void {
  const queryClient = useQueryClient();
  return (answered) => {
    queryClient.setQueryData(readRulePackQueryKey({ path: { packCode: pack.code } }), answered);
    void queryClient.invalidateQueries({ queryKey: listRulePacksQueryKey() });
  };
}
