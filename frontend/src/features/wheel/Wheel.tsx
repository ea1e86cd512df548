import { Button, Checkbox, Stack, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivityOut, GoalDay, WheelOut } from '@/shared/api/generated';
import { today } from '@/shared/lib/days';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryState } from '@/shared/ui/QueryState';
import { ActivityForm } from './ActivityForm';
import { ActivityList, showMonth } from './ActivityList';
import { AnnualWheel } from './AnnualWheel';
import { Chosen } from './Chosen';
import { EntryPanel } from './EntryPanel';
import { byMonth, monthNow, placed, spanOfPart, within, type Part } from './items';
import css from './page.module.css';
import { RuleStatus } from './RuleStatus';
import { useActivityVerbs, useWheel } from './useWheel';

/** What stands after the "?" of the address of a wheel. */
export interface WheelSearch {
  aktivitet?: string;
  termin?: Part;
  moten?: true;
  mal?: true;
  hjul?: true;
}

interface Props {
  wheel: WheelOut;
  search: WheelSearch;
  onSearch: (patch: WheelSearch) => void;
  /** Of school and year, where there is a choice. */
  choices?: React.ReactNode;
}

const WIDE = '(min-width: 768px)';
const BESIDE = '(min-width: 1100px)';

/** The wheel with its rule status, its list and what was chosen on it. */
export function Wheel({ wheel, search, onSearch, choices }: Props) {
  const { t } = useTranslation(['wheel', 'common']);
  const { activities, status } = useWheel(wheel.id);
  const [form, setForm] = useState<ActivityOut | 'new' | null>(null);
  const mayAdd = wheel.allowedActions.includes('wheel.add-activity');
  return (
    <Stack gap="md">
      <PageHeader
        title={t('page.title', { year: wheel.schoolYear.code })}
        lead={t('page.lead', { school: wheel.school.name, state: t(`page.state.${wheel.state}`) })}
        action={mayAdd && <Button onClick={() => setForm('new')}>{t('page.add')}</Button>}
      />
      {choices}
      <QueryState query={status}>{(found) => <RuleStatus wheel={wheel} status={found} />}</QueryState>
      {wheel.note && <Text className={css.text}>{wheel.note}</Text>}
      <Controls search={search} onSearch={onSearch} />
      <QueryState query={activities}>{(rows) => <Both wheel={wheel} activities={rows} search={search} onSearch={onSearch} onEdit={setForm} />}</QueryState>
      {form && (
        <ActivityForm
          wheel={wheel}
          {...(form !== 'new' && { activity: form })}
          onClose={() => setForm(null)}
          onSaved={(id) => {
            setForm(null);
            onSearch({ aktivitet: id });
          }}
        />
      )}
    </Stack>
  );
}

function Controls({ search, onSearch }: Omit<Props, 'wheel'>) {
  const { t } = useTranslation(['wheel', 'common']);
  const wide = useMediaQuery(WIDE, true, { getInitialValueInEffect: false });
  const parts: [Part, string][] = [[undefined, t('page.wholeYear')], ['HT', t('page.HT')], ['VT', t('page.VT')]];
  return (
    <div className={`${css.controls} no-print`}>
      <fieldset className={css.zoom}>
        <legend className="vh">{t('page.zoom')}</legend>
        {parts.map(([part, words]) => (
          <Button key={words} size="compact-md" variant={search.termin === part ? 'filled' : 'default'} aria-pressed={search.termin === part} onClick={() => onSearch({ termin: part })}>
            {words}
          </Button>
        ))}
      </fieldset>
      <Checkbox label={t('page.goals')} checked={search.mal ?? false} onChange={(e) => onSearch({ mal: e.currentTarget.checked || undefined })} />
      <Checkbox label={t('page.meetings')} checked={search.moten ?? false} onChange={(e) => onSearch({ moten: e.currentTarget.checked || undefined })} />
      {wide ? (
        <Button size="compact-md" variant="default" onClick={() => window.print()}>
          {t('common:action.print')}
        </Button>
      ) : (
        <Button size="compact-md" variant="default" aria-pressed={search.hjul ?? false} onClick={() => onSearch({ hjul: search.hjul ? undefined : true })}>
          {t(search.hjul ? 'page.hideWheel' : 'page.drawWheel')}
        </Button>
      )}
    </div>
  );
}

interface BothProps extends Props {
  activities: readonly ActivityOut[];
  onEdit: (activity: ActivityOut) => void;
}

/** All rows, those of the months that are shown, and the month of today among them. */
function useRows(wheel: WheelOut, activities: readonly ActivityOut[], search: WheelSearch) {
  const { t } = useTranslation(['wheel', 'common']);
  const { dates } = useWheel(wheel.id);
  const span = spanOfPart(wheel, search.termin);
  const words = (g: GoalDay) => t(`page.${g.kind}`, { title: g.title });
  const rows = placed(activities, dates.data, { meetings: search.moten ?? false, goals: search.mal ?? false, words });
  const shown = rows.filter((row) => within(row, span));
  const months = byMonth(shown, span.start).map(([month]) => month);
  return { rows, shown, span, now: monthNow(months, span, today()) };
}

/** The circle and the list beside it; on a phone the list alone, unless the circle is asked for. */
function Both({ wheel, activities, search, onSearch, onEdit }: BothProps) {
  const { t } = useTranslation(['wheel', 'common']);
  const wide = useMediaQuery(WIDE, true, { getInitialValueInEffect: false });
  const beside = useMediaQuery(BESIDE, true, { getInitialValueInEffect: false });
  const verbs = useActivityVerbs(wheel.id);
  const [group, setGroup] = useState<readonly string[]>([]);
  const { rows, shown, span, now } = useRows(wheel, activities, search);
  const chosen = group.length > 0 ? group : search.aktivitet ? [search.aktivitet] : [];
  const open = (ids: readonly string[]) => {
    const own = ids.length === 1 && activities.some((a) => a.id === ids[0]);
    setGroup(own ? [] : ids);
    onSearch({ aktivitet: own ? ids[0] : undefined });
  };
  const move = (id: string, days: { start: string; end: string }) => {
    const row = activities.find((a) => a.id === id);
    if (row) void verbs.move(row, days);
  };
  const mayMove = activities.some((a) => a.allowedActions.includes('activity.change'));
  const picked = rows.filter((row) => chosen.includes(row.item.id));
  if (rows.length === 0) return <Text>{t('page.empty')}</Text>;
  return (
    <div className={css.both} data-alone={!wide || undefined}>
      {(wide || search.hjul) && <AnnualWheel start={span.start} end={span.end} items={shown.map((r) => r.item)} onOpen={open} {...(mayMove && { onMove: move })} />}
      <div className={css.side}>
        <Chosen key={chosen.join()} rows={picked} beside={beside} onClose={() => open([])}>
          <EntryPanel wheel={wheel} rows={picked} verbs={verbs} onOpen={open} onEdit={onEdit} />
        </Chosen>
        {!beside && now && (
          <Button className="no-print" variant="default" onClick={() => showMonth(now)}>
            {t('page.toNow')}
          </Button>
        )}
        <ActivityList rows={shown} start={span.start} now={now} chosen={chosen} onOpen={open} />
      </div>
    </div>
  );
}
