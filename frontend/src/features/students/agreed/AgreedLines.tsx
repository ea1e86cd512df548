import { Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { allOf } from '@/shared/api/allOf';
import { listMyAgreedMeasures, type AgreedMeasureOut } from '@/shared/api/generated';
import { listMyAgreedMeasuresQueryKey } from '@/shared/api/generated/@tanstack/react-query.gen';
import { QueryState } from '@/shared/ui/QueryState';
import { EmptyState } from '@/shared/ui/states';
import { Term } from '@/shared/ui/Term';
import css from './agreed.module.css';
import { AgreedLine } from './AgreedLine';

/** Så gör vi: what is agreed on for each pupil that the caller teaches now. */
export function AgreedLines({ groupId }: { groupId?: string }) {
  const { t } = useTranslation('students');
  const query = useQuery({
    queryKey: [...listMyAgreedMeasuresQueryKey({ query: { groupId } }), 'all'],
    queryFn: () => allOf((paging) => listMyAgreedMeasures({ query: { ...paging, groupId }, throwOnError: true })),
  });
  return (
    <section aria-labelledby="agreed">
      <Title order={2} size="h3" id="agreed" mb="sm">
        {t('agreed.title')}
      </Title>
      <QueryState query={query}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title={t('agreed.empty')} text={t('agreed.emptyText')} example={t('agreed.emptyExample')} />
          ) : (
            <ul className={css.pupils}>
              {byPupil(items).map((lines) => (
                <Pupil key={lines[0].student.id} lines={lines} />
              ))}
            </ul>
          )
        }
      </QueryState>
    </section>
  );
}

type Lines = [AgreedMeasureOut, ...AgreedMeasureOut[]];

/** They come in the order of the pupils' names. */
function byPupil(items: readonly AgreedMeasureOut[]): Lines[] {
  const found = new Map<string, Lines>();
  for (const one of items) {
    const held = found.get(one.student.id);
    if (held) held.push(one);
    else found.set(one.student.id, [one]);
  }
  return [...found.values()];
}

function Pupil({ lines }: { lines: Lines }) {
  const { t } = useTranslation('students');
  const [{ student }] = lines;
  return (
    <li className={css.pupil}>
      <Title order={3} size="h4">
        {student.name} {student.isProtected && <Term explanation={t('mine.protectedHelp')}>{t('mine.protected')}</Term>}
      </Title>
      {lines.map((line) => (
        <AgreedLine key={line.id} line={line} />
      ))}
    </li>
  );
}
