import { Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { CheckInOut, GoalOut } from '@/shared/api/generated';
import { today } from '@/shared/lib/days';
import { useFormat } from '@/shared/lib/format';
import { inOrder, scaleOf, type FigureData, type Point } from './figure';
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
  const { t } = useTranslation(['goals', 'common']);
  const format = useFormat();
  const { ref, width: measured } = useElementSize<HTMLDivElement>();
  const width = measured || WIDTH;
  const frame = { width, height: HEIGHT, left: 48, right: 16, top: 26, bottom: 34 };
  const { x, y, ticks, covers } = scaleOf(data, frame);
  const seen = [data.baseline, ...data.points];
  const last = seen.at(-1) ?? data.baseline;
  const foot = HEIGHT - frame.bottom;
  const up = data.target.value >= data.baseline.value;
  return (
    <div ref={ref}>
      <svg viewBox={`0 0 ${width} ${HEIGHT}`} className={css.svg} role="img" aria-label={label}>
        {ticks.map((tick) => (
          <g key={tick}>
            <line x1={frame.left} x2={width - frame.right} y1={y(tick)} y2={y(tick)} className={css.grid} />
            <text x={frame.left - 8} y={y(tick)} dy="0.35em" textAnchor="end" className={css.axis}>
              {format.number(tick)}
            </text>
          </g>
        ))}
        <text x={frame.left} y={HEIGHT - 10} className={css.axis}>
          {format.shortDay(data.baseline.day)}
        </text>
        <text x={width - frame.right} y={HEIGHT - 10} textAnchor="end" className={css.axis}>
          {format.shortDay(data.target.day)}
        </text>
        <line x1={frame.left} x2={width - frame.right} y1={y(data.target.value)} y2={y(data.target.value)} className={css.goalLine} />
        <path d={`M${x(data.baseline.day)} ${y(data.baseline.value)}L${x(data.target.day)} ${y(data.target.value)}`} className={css.plan} />
        {covers(today()) && (
          <g>
            <line x1={x(today())} x2={x(today())} y1={frame.top} y2={foot} className={css.today} />
            <text x={x(today())} y={foot + 14} textAnchor="middle" className={css.axis}>
              {t('figure.today')}
            </text>
          </g>
        )}
        <path d={seen.map((p, i) => `${i ? 'L' : 'M'}${x(p.day)} ${y(p.value)}`).join('')} className={css.curve} />
        {data.points.map((p) => (
          <circle key={p.day} cx={x(p.day)} cy={y(p.value)} r={5} className={css.dot} />
        ))}
        <circle cx={x(data.baseline.day)} cy={y(data.baseline.value)} r={5} className={css.first} />
        <path d={`M${x(data.target.day)} ${y(data.target.value) - 8}l8 8l-8 8l-8 -8Z`} className={css.end} />
        <text x={frame.left + 4} y={y(data.baseline.value) + (up ? 20 : -12)} className={css.label}>
          {t('figure.baseline', { value: format.number(data.baseline.value) })}
        </text>
        <text x={width - frame.right} y={y(data.target.value) + (up ? -12 : 24)} textAnchor="end" className={`${css.label} ${css.labelGoal}`}>
          {t('figure.target', { value: format.number(data.target.value) })}
        </text>
        {last !== data.baseline && (
          <text x={x(last.day)} y={y(last.value) + (up ? 22 : -12)} textAnchor="middle" className={css.label}>
            {format.number(last.value)}
          </text>
        )}
      </svg>
    </div>
  );
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
