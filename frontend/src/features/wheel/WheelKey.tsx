import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/format';
import type { Mark } from './layout';
import type { Ring, Status } from './model';
import { tones } from './palette';
import css from './wheel.module.css';

const statuses: readonly Status[] = ['PLANNED', 'DONE', 'MOVED', 'MISSED'];

/** What colours and outlines mean, and the titles behind the numbers; printed on the same page as the circle. */
export function WheelKey({ marks, used }: { marks: readonly Mark[]; used: readonly Ring[] }) {
  const { t } = useTranslation('wheel');
  const format = useFormat();
  const numbered = marks.flatMap((m) => m.items.map((item, i) => ({ item, ring: m.ring, number: m.number === null ? null : m.number + i })));
  const listed = numbered.filter((n) => n.number !== null);
  return (
    <div className={css.keys}>
      <ul className={css.legend} aria-label={t('figure.legend')}>
        {used.map((ring) => (
          <li key={ring}>
            <Swatch ring={ring} />
            {t(`ring.${ring}`)}
          </li>
        ))}
      </ul>
      <ul className={css.legend} aria-label={t('figure.statusLegend')}>
        {statuses.map((status) => (
          <li key={status}>
            <span className={css.statusSwatch} data-status={status} />
            {t(`status.${status}`)}
          </li>
        ))}
      </ul>
      {listed.length > 0 && (
        <section>
          <Title order={2} size="h3">
            {t('figure.key')}
          </Title>
          <ol className={css.key}>
            {listed.map(({ item, ring, number }) => (
              <li key={item.id} value={number ?? undefined}>
                <Swatch ring={ring} />
                {item.title} <span className={css.when}>
                  {format.shortDay(item.start)}
                  {item.status !== 'PLANNED' && ` · ${t(`status.${item.status}`)}`}
                </span>
              </li>
            ))}
          </ol>
        </section>
      )}
    </div>
  );
}

function Swatch({ ring }: { ring: Ring }) {
  return (
    <svg className={css.swatch} viewBox="0 0 14 14" aria-hidden="true">
      {ring === 'CHECK_INS' ? <path d="M7 0L14 7L7 14L0 7Z" fill={tones[ring].ink} /> : <rect x="1" y="1" width="12" height="12" rx="2" fill={tones[ring].fill} stroke={tones[ring].ink} />}
    </svg>
  );
}
