import { Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CaseChainOut, CaseOut, TriedMeasureOut } from '@/shared/api/generated';
import { readCaseChainOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useFormat } from '@/shared/lib/format';
import css from '../cases.module.css';
import own from '../measures/measures.module.css';

const levels = ['INDIVIDUAL', 'GROUP', 'WIDER'] as const;

function levelOf({ scope }: TriedMeasureOut): (typeof levels)[number] {
  return scope === 'INDIVIDUAL' || scope === 'GROUP' ? scope : 'WIDER';
}

/** What was tried at which level, in this case and along its links. A case alone has no chain. */
export function Chain({ found }: { found: CaseOut }) {
  const { t } = useTranslation('cases');
  const { data } = useQuery(readCaseChainOptions({ path: { caseId: found.id } }));
  if (!data || data.cases.length < 2) return null;
  return (
    <section className={`${css.panel} ${own.tried}`} aria-labelledby="case-chain">
      <Title order={3} size="h4" id="case-chain">
        {t('chain.title')}
      </Title>
      <Text c="dimmed" size="sm">
        {t('chain.lead', { count: data.cases.length })}
      </Text>
      <ol className={own.chain}>
        {data.cases.map((one) => (
          <li key={one.id} aria-current={one.steps === 0 ? 'true' : undefined}>
            <OneCase id={one.id} number={one.number} here={one.steps === 0} /> {one.caseType.label}, {t(`phase.${one.phase}`)}
          </li>
        ))}
      </ol>
      <Tried data={data} here={found.id} />
    </section>
  );
}

function Tried({ data, here }: { data: CaseChainOut; here: string }) {
  const { t } = useTranslation('cases');
  return (
    <div className={own.beside}>
      {levels.map((level) => {
        const rows = data.measures.filter((one) => levelOf(one) === level);
        return (
          <section key={level} aria-labelledby={`chain-${level}`}>
            <Title order={4} size="h5" id={`chain-${level}`}>
              {t(`levels.${level}`)}
            </Title>
            {rows.length === 0 && <p className={own.none}>{t('chain.none')}</p>}
            {rows.map((row) => (
              <Measure key={row.id} row={row} here={row.case.id === here} />
            ))}
          </section>
        );
      })}
    </div>
  );
}

function Measure({ row, here }: { row: TriedMeasureOut; here: boolean }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  return (
    <article className={own.triedItem}>
      <Text className={css.words} fw={650}>
        {row.description}
      </Text>
      <p className={own.facts}>
        <OneCase id={row.case.id} number={row.case.number} here={here} /> · {format.shortDay(row.startOn)} · {t(`measureState.${row.state}`)}
      </p>
      {row.effect && <Text>{t('tried.effect', { effect: t(`effect.${row.effect}`) })}</Text>}
      {row.whatHappened && <Text className={css.words}>{row.whatHappened}</Text>}
    </article>
  );
}

function OneCase({ id, number, here }: { id: string; number: string; here: boolean }) {
  const { t } = useTranslation('cases');
  if (here) return <strong>{t('chain.here', { number })}</strong>;
  return (
    <Link to="/arenden/$caseId" params={{ caseId: id }} search={{}}>
      {number}
    </Link>
  );
}
