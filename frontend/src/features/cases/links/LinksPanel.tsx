import { Button, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseLinkOut, CaseOut } from '@/shared/api/generated';
import { listCaseLinksOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useFormat } from '@/shared/lib/format';
import { dayOf } from '@/shared/lib/times';
import css from '../cases.module.css';
import { EndLinkDialog } from './EndLinkDialog';
import { LinkDialog } from './LinkDialog';

/** Cases that this one hangs together with: those alone that one may know of. */
export function LinksPanel({ found }: { found: CaseOut }) {
  const { t } = useTranslation('cases');
  const query = useQuery(listCaseLinksOptions({ path: { caseId: found.id } }));
  const [linking, setLinking] = useState(false);
  const [ending, setEnding] = useState<CaseLinkOut | null>(null);
  const may = found.allowedActions.includes('case.link');
  const items = query.data?.items ?? [];
  const now = items.filter((one) => one.endedAt === null);
  if (!may && items.length === 0) return null;
  return (
    <section className={css.panel} aria-labelledby="case-links">
      <Title order={2} size="h3" id="case-links">
        {t('link.title')}
      </Title>
      {now.length === 0 && <Text c="dimmed">{t('link.none')}</Text>}
      <ul className={css.plain}>
        {now.map((one) => (
          <Linked key={one.id} one={one} {...(may && { onEnd: () => setEnding(one) })} />
        ))}
      </ul>
      <Before items={items.filter((one) => one.endedAt !== null)} />
      {now.length > 0 && (
        <p className={css.by}>
          <Link to="/arenden/$caseId" params={{ caseId: found.id }} search={{ flik: 'atgarder' }} resetScroll={false}>
            {t('link.toChain')}
          </Link>
        </p>
      )}
      {may && (
        <Button size="sm" variant="default" mt="xs" className="no-print" onClick={() => setLinking(true)}>
          {t('link.add')}
        </Button>
      )}
      {linking && <LinkDialog found={found} onClose={() => setLinking(false)} />}
      {ending && <EndLinkDialog found={found} link={ending} onClose={() => setEnding(null)} />}
    </section>
  );
}

function Before({ items }: { items: readonly CaseLinkOut[] }) {
  const { t } = useTranslation('cases');
  if (items.length === 0) return null;
  return (
    <>
      <Text mt="sm" c="dimmed">
        {t('link.before')}
      </Text>
      <ul className={css.plain}>
        {items.map((one) => (
          <Linked key={one.id} one={one} />
        ))}
      </ul>
    </>
  );
}

function Linked({ one, onEnd }: { one: CaseLinkOut; onEnd?: () => void }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const { other } = one;
  return (
    <li className={css.clock}>
      <div className={css.by}>{t(`link.${one.kind}_${one.side}`)}</div>
      {other.mayOpen ? (
        <Link to="/arenden/$caseId" params={{ caseId: other.id }} search={{}}>
          {other.number}
        </Link>
      ) : (
        <strong>{other.number}</strong>
      )}
      {other.caseType && ` ${other.caseType.label}`}
      <div className={css.by}>{other.mayOpen ? t(`phase.${other.phase}`) : t('link.notYours', { phase: t(`phase.${other.phase}`) })}</div>
      {one.endedAt && <div className={css.by}>{t('link.endedOn', { day: format.shortDay(dayOf(one.endedAt)) })}</div>}
      {one.endReason && <div className={css.words}>{one.endReason}</div>}
      {onEnd && (
        <Button size="compact-sm" variant="default" mt={4} className="no-print" aria-label={t('link.endOf', { number: other.number })} onClick={onEnd}>
          {t('link.end')}
        </Button>
      )}
    </li>
  );
}
