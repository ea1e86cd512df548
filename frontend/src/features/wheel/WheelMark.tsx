import type { DOMAttributes, RefCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/format';
import { readsBackwards, textArc } from './geometry';
import { lineRadii, numberText, textStart, type Mark } from './layout';
import { tones } from './palette';
import { diamond, diamondCentre, outlineOf } from './segment';
import css from './wheel.module.css';

interface Props {
  mark: Mark;
  uid: string;
  font: number;
  tabbable: boolean;
  handlers: DOMAttributes<SVGGElement> & { ref: RefCallback<SVGGElement> };
}

/** One activity, or a group of them, as a button on the circle. */
export function WheelMark({ mark, uid, font, tabbable, handlers }: Props) {
  const tone = tones[mark.ring];
  const status = mark.items.length === 1 ? mark.items[0]?.status : undefined;
  const filled = status !== 'DONE' && status !== 'MISSED';
  return (
    <g {...handlers} role="button" tabIndex={tabbable ? 0 : -1} aria-label={useMarkName(mark)} className={css.mark} data-status={status} data-id={mark.id} data-shape={mark.shape}>
      <path className={css.shape} d={outlineOf(mark)} fill={filled ? tone.fill : '#fff'} stroke={tone.ink} />
      {mark.shape === 'diamond' && <path className={css.diamond} d={diamond(mark)} fill={filled ? tone.ink : '#fff'} stroke={tone.ink} />}
      <Title mark={mark} uid={uid} font={font} />
      {mark.number !== null && <MarkNumber mark={mark} uid={uid} font={font} onDark={filled && mark.shape === 'diamond'} />}
    </g>
  );
}

function useMarkName(mark: Mark): string {
  const { t } = useTranslation('wheel');
  const format = useFormat();
  const [item] = mark.items;
  if (!item) return '';
  const ring = t(`ring.${mark.ring}`);
  const from = format.day(item.start);
  if (mark.items.length > 1) return t('figure.group', { count: mark.items.length, ring, from, titles: mark.items.map((i) => i.title).join('; ') });
  const words = { title: item.title, ring, from, to: format.day(item.end), status: t(`status.${item.status}`) };
  return item.start === item.end ? t('figure.markDay', words) : t('figure.mark', words);
}

interface TextProps {
  mark: Mark;
  uid: string;
  font: number;
}

/** Centred inside the activity, or beside it on the free ring. */
function Title({ mark, uid, font }: TextProps) {
  const runsOn = mark.textEnd > mark.a1 || mark.shape === 'diamond';
  const backwards = readsBackwards(mark.textFrom, mark.textEnd);
  const offset = !runsOn ? '50%' : backwards ? '100%' : '0%';
  const anchor = !runsOn ? 'middle' : backwards ? 'end' : 'start';
  return lineRadii(mark, mark.lines.length, font).map((r, i) => {
    const id = `${uid}${mark.id}t${i}`;
    return (
      <g key={id} aria-hidden="true">
        <path id={id} d={textArc(r, textStart(mark, r), mark.textEnd)} fill="none" />
        <text className={css.label} fontSize={font} dy="0.35em" fill={tones[mark.ring].ink}>
          <textPath href={`#${id}`} startOffset={offset} textAnchor={anchor}>
            {mark.lines[i]}
          </textPath>
        </text>
      </g>
    );
  });
}

function MarkNumber({ mark, uid, font, onDark }: TextProps & { onDark: boolean }) {
  const ink = onDark ? '#fff' : tones[mark.ring].ink;
  const text = numberText(mark);
  if (mark.shape === 'diamond') {
    const { x, y } = diamondCentre(mark);
    return (
      <text className={css.label} aria-hidden="true" x={x} y={y} dy="0.35em" textAnchor="middle" fontSize={font} fill={ink}>
        {text}
      </text>
    );
  }
  const id = `${uid}${mark.id}n`;
  return (
    <g aria-hidden="true">
      <path id={id} d={textArc((mark.r0 + mark.r1) / 2, mark.a0, mark.a1)} fill="none" />
      <text className={css.label} fontSize={font} dy="0.35em" fill={ink}>
        <textPath href={`#${id}`} startOffset="50%" textAnchor="middle">
          {text}
        </textPath>
      </text>
    </g>
  );
}
