import { useElementSize } from '@mantine/hooks';
import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { today as todayInSweden } from '@/shared/lib/days';
import { useFormat } from '@/shared/lib/format';
import { shift, spanOf } from './geometry';
import { layOut } from './layout';
import { rings, type WheelItem } from './model';
import { outlineOf } from './segment';
import { useWheelDrag } from './useWheelDrag';
import { useWheelKeys } from './useWheelKeys';
import css from './wheel.module.css';
import { WheelFace } from './WheelFace';
import { WheelKey } from './WheelKey';
import { WheelMark } from './WheelMark';

const UNITS = 800;
const SMALLEST_PX = 11;

export interface AnnualWheelProps {
  /** First and last day of the school year, or of a term to look closer. */
  start: string;
  end: string;
  items: readonly WheelItem[];
  /** What was chosen; several where they share a place on the circle. */
  onOpen: (ids: readonly string[]) => void;
  /** Given where the person may move activities; gets the new days. Undo is the page's. */
  onMove?: (id: string, days: { start: string; end: string }) => void;
  today?: string;
}

/** The year as a circle, with the key to its numbers. The page shows the same activities as a list beside or instead of it. */
export function AnnualWheel({ start, end, items, onOpen, onMove, today = todayInSweden() }: AnnualWheelProps) {
  const { t } = useTranslation('wheel');
  const format = useFormat();
  const uid = useId().replace(/[^\w-]/g, '');
  const { ref, width } = useElementSize<HTMLDivElement>();
  const [said, setSaid] = useState('');
  const span = useMemo(() => spanOf(start, end), [start, end]);
  const font = SMALLEST_PX * Math.max(1, UNITS / (width || UNITS));
  const marks = useMemo(() => layOut(items, span, font), [items, span, font]);
  const move = (item: WheelItem, weeks: number) => {
    const days = shift(span, item, weeks * 7);
    onMove?.(item.id, days);
    setSaid(t('figure.moved', { title: item.title, from: format.day(days.start), to: format.day(days.end) }));
  };
  const keys = useWheelKeys(marks, onOpen, onMove && move);
  const drag = useWheelDrag(span, onMove && move);
  return (
    <div className={css.whole} data-print="wheel">
      <div ref={ref} className={css.wrap}>
        <svg
          viewBox="-400 -400 800 800"
          className={css.svg}
          role="group"
          aria-label={t('figure.name', { count: items.length })}
          aria-describedby={`${uid}help`}
        >
          <WheelFace span={span} marks={marks} today={today} uid={uid} font={font} />
          {marks.map((mark) => (
            <WheelMark
              key={mark.id}
              mark={mark}
              uid={uid}
              font={font}
              tabbable={keys.active === mark.id}
              handlers={{ ...keys.of(mark), ...drag.of(mark, () => onOpen(mark.items.map((i) => i.id))) }}
            />
          ))}
          {keys.focused && <path className={css.focus} d={outlineOf(keys.focused)} />}
          {drag.ghost && <path className={css.ghost} d={drag.ghost} />}
        </svg>
      </div>
      <p id={`${uid}help`} className="vh">
        {t('figure.help')} {onMove && t('figure.helpMove')}
      </p>
      <p className="vh" role="status">
        {said}
      </p>
      <WheelKey marks={marks} used={rings.filter((ring) => items.some((i) => i.category === ring))} />
    </div>
  );
}
