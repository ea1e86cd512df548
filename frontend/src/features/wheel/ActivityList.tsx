import { Text, UnstyledButton } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/format';
import { byMonth, weeksOf, type Placed } from './items';
import { CHECK_IN, type WheelItem } from './model';
import css from './page.module.css';
import { tones } from './palette';

const AIR = 12;
export const LIST_ID = 'activities';

interface Props {
  rows: readonly Placed[];
  start: string;
  /** "2026-11": the month of today, or the next. */
  now: string | null;
  chosen: readonly string[];
  onOpen: (ids: readonly string[]) => void;
}

/** The same as the circle, in order of time: the alternative to it, and what a phone shows. */
export function ActivityList({ rows, start, now, chosen, onOpen }: Props) {
  const { t } = useTranslation('wheel');
  const format = useFormat();
  const list = useRef<HTMLElement>(null);
  useEffect(() => openAt(list.current, now), [now]);
  return (
    <section className={css.scroll} id={LIST_ID} aria-label={t('page.list')} ref={list} tabIndex={-1} data-silent-focus>
      {rows.length === 0 && <Text c="dimmed">{t('page.none')}</Text>}
      {byMonth(rows, start).map(([month, placed]) => (
        <section key={month} aria-labelledby={`month${month}`}>
          <h3 id={`month${month}`} className={css.month} tabIndex={-1} data-silent-focus>
            {month === now ? t('page.now', { month: format.month(`${month}-01`) }) : format.month(`${month}-01`)}
          </h3>
          <ul className={css.rows}>
            {placed.map(({ item }) => (
              <li key={item.id}>
                <UnstyledButton className={css.row} aria-current={chosen.includes(item.id) || undefined} onClick={() => onOpen([item.id])}>
                  <Swatch item={item} />
                  <span>
                    <span className={css.name} data-strong={item.kind === CHECK_IN || undefined}>
                      {item.title}
                    </span>
                    <br />
                    <When item={item} />
                  </span>
                </UnstyledButton>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}

/** Beside the circle the list scrolls by itself, and begins with what was chosen, or with now. */
function openAt(list: HTMLElement | null, now: string | null): void {
  const first = list?.querySelector<HTMLElement>('[aria-current]') ?? list?.querySelector<HTMLElement>(`#month${now}`);
  if (list && first) list.scrollTop = first.offsetTop - AIR;
}

function When({ item }: { item: WheelItem }) {
  const { t } = useTranslation('wheel');
  const words = [useDays()(item), t(`ring.${item.category}`), ...(item.status === 'PLANNED' ? [] : [t(`status.${item.status}`)])];
  return <span className={css.when}>{words.join(' · ')}</span>;
}

/** "mån 14 sep–fre 25 sep, v. 38–39" */
export function useDays() {
  const { t } = useTranslation('wheel');
  const format = useFormat();
  return (item: Pick<WheelItem, 'start' | 'end'>) => {
    const { from, to } = weeksOf(item);
    const days = item.start === item.end ? format.shortDay(item.start) : `${format.shortDay(item.start)}–${format.shortDay(item.end)}`;
    return `${days}, ${from === to ? t('page.week', { week: from }) : t('page.weeks', { from, to })}`;
  };
}

function Swatch({ item }: { item: WheelItem }) {
  const tone = tones[item.category];
  return (
    <svg className={css.swatch} viewBox="0 0 16 16" aria-hidden="true">
      {item.kind === CHECK_IN ? <path d="M8 0L16 8L8 16L0 8Z" fill={tone.ink} /> : <rect x="1.5" y="1.5" width="13" height="13" rx="2" fill={tone.fill} stroke={tone.ink} />}
    </svg>
  );
}

/** Brings a month of the list into sight and the keyboard to it. */
export function showMonth(month: string): void {
  const heading = document.getElementById(`month${month}`);
  heading?.scrollIntoView({ block: 'start' });
  heading?.focus({ preventScroll: true });
}
