import { Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { CheckInOut, GoalOut } from '@/shared/api/generated';
import { today } from '@/shared/lib/days';
import { useFormat } from '@/shared/lib/format';
import { inOrder, scaleOf, type FigureData, type Frame, type Point } from './figure';
import { around, placeLabels, type Label } from './figureLabels';
import css from './goals.module.css';
import { share } from './words';

const WIDTH = 640;
const HEIGHT = 250;

/** Baseline, target, check-ins and deadline as a drawing, in words and as a table. */
export function GoalFigure({ goal, checkIns }: { goal: GoalOut; checkIns: readonly CheckInOut[] }) {
  const { t } = useTranslation(['goals', 'common']);
  const data = dataOf(goal, checkIns);
  const words = useSentences(goal);
  if (!data) return <Text c="dimmed">{t('figure.none')}</Text>;
  return (
    <div className={css.figure}>
      <Text mb="xs">
        {words.sentence} {words.now}
      </Text>
      <Drawing data={data} label={t('figure.label', words)} />
      <details>
        <summary>{t('figure.table')}</summary>
        <DataRows data={data} unit={goal.unit ?? ''} />
      </details>
    </div>
  );
}

function dataOf(goal: GoalOut, checkIns: readonly CheckInOut[]): FigureData | null {
  const { baselineValue, baselineOn, targetValue, deadlineOn } = goal;
  if (baselineValue === null || baselineOn === null || targetValue === null || deadlineOn === null) return null;
  const points = checkIns.flatMap((c): Point[] => (c.value === null ? [] : [{ day: c.heldOn, value: c.value }]));
  return { baseline: { day: baselineOn, value: baselineValue }, target: { day: deadlineOn, value: targetValue }, start: goal.startOn ?? baselineOn, points: inOrder(points) };
}

function useSentences(goal: GoalOut) {
  const { t } = useTranslation(['goals', 'common']);
  const format = useFormat();
  const unit = goal.unit ?? '';
  const number = (n: number | null) => (n === null ? '–' : format.number(n));
  const deadline = goal.deadlineOn ? format.day(goal.deadlineOn) : '–';
  const sentence = t('figure.sentence', { metric: goal.metric ?? '', from: number(goal.baselineValue), to: number(goal.targetValue), unit, deadline });
  const { currentValue, currentOn, progress } = goal;
  const now =
    currentValue !== null && currentOn !== null && progress !== null
      ? t('figure.now', { value: number(currentValue), unit, day: format.shortDay(currentOn), progress: share(progress, format.percent) })
      : t('figure.noneYet');
  return { sentence, now };
}

function Drawing({ data, label }: { data: FigureData; label: string }) {
  const format = useFormat();
  const { ref, width: measured } = useElementSize<HTMLDivElement>();
  const width = measured || WIDTH;
  const frame = { width, height: HEIGHT, left: 48, right: 16, top: 34, bottom: 40 };
  const scale = scaleOf(data, frame);
  const { x, y, ticks, covers } = scale;
  const seen = [data.baseline, ...data.points];
  const right = width - frame.right;
  return (
    <div ref={ref}>
      <svg viewBox={`0 0 ${width} ${HEIGHT}`} className={css.svg} role="img" aria-label={label}>
        {ticks.map((tick) => (
          <g key={tick}>
            <line x1={frame.left} x2={right} y1={y(tick)} y2={y(tick)} className={css.grid} />
            <text x={frame.left - 8} y={y(tick)} dy="0.35em" textAnchor="end" className={css.axis}>
              {format.number(tick)}
            </text>
          </g>
        ))}
        <line x1={frame.left} x2={right} y1={y(data.target.value)} y2={y(data.target.value)} className={css.goalLine} />
        <path d={`M${x(data.baseline.day)} ${y(data.baseline.value)}L${x(data.target.day)} ${y(data.target.value)}`} className={css.plan} />
        {covers(today()) && <line x1={x(today())} x2={x(today())} y1={frame.top} y2={HEIGHT - frame.bottom + 6} className={css.today} />}
        <path d={seen.map((p, i) => `${i ? 'L' : 'M'}${x(p.day)} ${y(p.value)}`).join('')} className={css.curve} />
        {data.points.map((p) => (
          <circle key={p.day} cx={x(p.day)} cy={y(p.value)} r={5} className={css.dot} />
        ))}
        <circle cx={x(data.baseline.day)} cy={y(data.baseline.value)} r={5} className={css.first} />
        <path d={`M${x(data.target.day)} ${y(data.target.value) - 8}l8 8l-8 8l-8 -8Z`} className={css.end} />
        <Words data={data} scale={scale} frame={frame} />
      </svg>
    </div>
  );
}

interface WordsProps {
  data: FigureData;
  scale: ReturnType<typeof scaleOf>;
  frame: Frame;
}

/** The values and days that are written in the drawing; what has no room stands in the table. */
function Words({ data, scale: { x, y, covers }, frame }: WordsProps) {
  const { t } = useTranslation(['goals', 'common']);
  const format = useFormat();
  const spot = (p: Point) => ({ x: x(p.day), y: y(p.value) });
  const { baseline, target, points } = data;
  const last = points.at(-1);
  const [foot, right] = [HEIGHT - 12, frame.width - frame.right];
  const end = spot(target);
  const labels: (Label & { look: string | undefined })[] = [
    { text: format.shortDay(baseline.day), size: 12, look: css.axis, places: [{ x: frame.left, y: foot, anchor: 'start' }] },
    { text: format.shortDay(target.day), size: 12, look: css.axis, places: [{ x: right, y: foot, anchor: 'end' }] },
    {
      text: t('figure.target', { value: format.number(target.value) }), size: 13, look: `${css.label} ${css.labelGoal}`,
      places: [{ x: right, y: end.y - 13, anchor: 'end' }, { x: right, y: end.y + 23, anchor: 'end' }, ...around(end, 13)],
    },
    ...(last ? [{ text: format.number(last.value), size: 13, look: css.label, places: around(spot(last), 13) }] : []),
    { text: t('figure.baseline', { value: format.number(baseline.value) }), size: 13, look: css.label, places: around(spot(baseline), 13) },
    ...(covers(today())
      ? [{ text: t('figure.today'), size: 12, look: css.axis, places: [{ x: x(today()), y: foot, anchor: 'middle' as const }, { x: x(today()), y: 14, anchor: 'middle' as const }] }]
      : []),
  ];
  const places = placeLabels(labels, { frame: { x0: frame.left, y0: 0, x1: frame.width, y1: HEIGHT }, curve: [baseline, ...points].map(spot) });
  return labels.map(({ text, look }, i) => {
    const place = places[i];
    return (
      place && (
        <text key={i} x={place.x} y={place.y} textAnchor={place.anchor} className={look}>
          {text}
        </text>
      )
    );
  });
}

function DataRows({ data, unit }: { data: FigureData; unit: string }) {
  const { t } = useTranslation(['goals', 'common']);
  const format = useFormat();
  const rows: [string, Point][] = [
    [t('figure.rowBaseline'), data.baseline],
    ...data.points.map((p): [string, Point] => [t('figure.rowCheckIn'), p]),
    [t('figure.rowTarget'), data.target],
  ];
  return (
    <table>
      <thead>
        <tr>
          {(['day', 'what', 'amount'] as const).map((key) => (
            <th key={key} scope="col">
              {t(`figure.${key}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([what, point]) => (
          <tr key={`${what}${point.day}`}>
            <td>{format.day(point.day)}</td>
            <td>{what}</td>
            <td>{t('page.value', { value: format.number(point.value), unit })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
