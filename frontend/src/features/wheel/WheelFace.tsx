import { useTranslation } from 'react-i18next';
import { fromDayNumber, isoWeek, toDayNumber } from '@/shared/lib/days';
import { angleOf, monthsOf, pointAt, readsBackwards, textArc, type Month, type Span } from './geometry';
import { besideHand, widthOf } from './lettering';
import { rimFor, type Mark, type Rim } from './layout';
import { rings } from './model';
import { tones } from './palette';
import { segment } from './segment';
import css from './wheel.module.css';

/** Letters so large that whole names of months do not fit. */
const SHORT_FROM = 18;

interface Props {
  span: Span;
  marks: readonly Mark[];
  today: string;
  uid: string;
  font: number;
}

/** What does not answer to the keyboard: rings, months, the year in the middle and today's hand. */
export function WheelFace({ span, marks, today, uid, font }: Props) {
  const { i18n } = useTranslation('wheel');
  const rim = rimFor(font);
  const years = [fromDayNumber(span.start).slice(0, 4), fromDayNumber(span.end - 1).slice(0, 4)];
  return (
    <g aria-hidden="true">
      {rings.map((ring) => {
        const depth = depthOf(marks, ring);
        return depth && <circle key={ring} r={(depth.r0 + depth.r1) / 2} fill="none" stroke={tones[ring].band} strokeWidth={depth.r1 - depth.r0} />;
      })}
      {monthsOf(span).map((m, i) => (
        <g key={m.day}>
          <path d={segment(rim.months + 2, rim.outer, m.a0, m.a1)} className={i % 2 ? css.monthOdd : css.monthEven} />
          <Spoke angle={m.a0} rim={rim} />
          <path id={`${uid}m${i}`} d={textArc((rim.months + rim.outer) / 2 + 1, m.a0, m.a1)} fill="none" />
          <MonthName month={m} hand={handIn(m, angleOf(span, toDayNumber(today) + 0.5))} path={`${uid}m${i}`} language={i18n.language} font={font} />
        </g>
      ))}
      <Hand span={span} today={today} font={font} />
      <text className={css.centre} textAnchor="middle" y={-4} fontSize={Math.max(26, font * 1.6)}>
        {years[0] === years[1] ? years[0] : `${years[0]}/${years[1]?.slice(2)}`}
      </text>
    </g>
  );
}

/** Where today's hand stands on the arc on which a month's name is written; null in the other months. */
function handIn({ a0, a1 }: Month, angle: number): number | null {
  if (angle < a0 || angle >= a1) return null;
  const part = (angle - a0) / (a1 - a0);
  return readsBackwards(a0, a1) ? 1 - part : part;
}

interface MonthNameProps {
  month: Month;
  hand: number | null;
  path: string;
  language: string;
  font: number;
}

/** Written out where there is room beside the hand, else shortened. */
function MonthName({ month, hand, path, language, font }: MonthNameProps) {
  const size = font * 1.25;
  const rim = rimFor(font);
  const arc = ((rim.months + rim.outer) / 2 + 1) * (month.a1 - month.a0);
  const names = (font > SHORT_FROM ? (['short'] as const) : (['long', 'short'] as const)).map((length) =>
    new Intl.DateTimeFormat(language, { month: length, timeZone: 'UTC' }).format(new Date(`${month.day}T12:00:00Z`)),
  );
  const places = names.map((name) => ({ name, at: besideHand(hand, widthOf(name, size) / arc) }));
  const { name, at } = places.find((p) => p.at !== null) ?? { name: names.at(-1) ?? '', at: 0.5 };
  return (
    <text className={css.month} fontSize={size} dy="0.35em">
      <textPath href={`#${path}`} startOffset={`${(at ?? 0.5) * 100}%`} textAnchor="middle">
        {name}
      </textPath>
    </text>
  );
}

function depthOf(marks: readonly Mark[], ring: Mark['ring']): { r0: number; r1: number } | null {
  const mine = marks.filter((m) => m.ring === ring);
  if (mine.length === 0) return null;
  return { r0: Math.min(...mine.map((m) => m.r0)), r1: Math.max(...mine.map((m) => m.r1)) };
}

function Spoke({ angle, rim }: { angle: number; rim: Rim }) {
  const from = pointAt(angle, rim.inner);
  const to = pointAt(angle, rim.months);
  return <line x1={from.x} y1={from.y} x2={to.x} y2={to.y} className={css.spoke} />;
}

/** Today, from the middle outwards like the hand of a clock, with a pointer at the rim; not drawn outside the year. */
function Hand({ span, today, font }: { span: Span; today: string; font: number }) {
  const { t } = useTranslation('wheel');
  const { t: shared } = useTranslation();
  const day = toDayNumber(today);
  if (day < span.start || day >= span.end) return null;
  const angle = angleOf(span, day + 0.5);
  const words = `${t('figure.today')}, ${shared('time.week', { week: isoWeek(today).week })}`;
  const rim = rimFor(font);
  const tip = pointAt(angle, rim.months - 2);
  const [left, right] = [pointAt(angle - 0.03, rim.outer + 4), pointAt(angle + 0.03, rim.outer + 4)];
  const end = pointAt(angle, rim.inner);
  const start = pointAt(angle, 64);
  return (
    <g className={css.hand}>
      <line x1={start.x} y1={start.y} x2={end.x} y2={end.y} strokeWidth={4} />
      <line x1={end.x} y1={end.y} x2={tip.x} y2={tip.y} className={css.handThrough} />
      <path d={`M${tip.x} ${tip.y}L${left.x} ${left.y}L${right.x} ${right.y}Z`} />
      {widthOf(words, font) < 2 * rim.inner - 52 && (
        <text className={css.todayWord} textAnchor="middle" y={22} fontSize={font}>
          {words}
        </text>
      )}
    </g>
  );
}
