import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ConfidentialityClass, SecrecyBranch } from '@/shared/api/generated';
import { listCaseReadersOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import type { Reader } from '@/shared/ui/SecrecyLine';

const known = ['OWNER', 'INVESTIGATOR', 'CONTRIBUTOR', 'INFORMED', 'HEAD', 'ORGANISER_CASE_OFFICER', 'GRANT', 'BREAK_GLASS'] as const;

/** Who reads what is written in this class, or kept in this branch, by name and why; asked of the server before anything is saved. Null until it has answered. */
export function useReaders(caseId: string, level: ConfidentialityClass, keptIn: SecrecyBranch = 'SCHOOL'): Reader[] | null {
  const { t } = useTranslation('cases');
  const { data } = useQuery(listCaseReadersOptions({ path: { caseId } }));
  const why = (code: string) => {
    const found = known.find((one) => one === code);
    return found ? t(`why.${found}`) : code;
  };
  if (!data) return null;
  return data.items
    .filter((reader) => reader.upTo >= level && (keptIn === 'SCHOOL' || reader.branches.includes(keptIn)))
    .map((reader) => ({ id: reader.person.id, name: reader.person.name, why: why(reader.why) }));
}
