import { Tabs, Title, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseOut } from '@/shared/api/generated';
import { readCaseOptions } from '@/shared/api/generated/@tanstack/react-query.gen';
import { useFormat } from '@/shared/lib/format';
import { dayOf } from '@/shared/lib/times';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryState } from '@/shared/ui/QueryState';
import { LoadingState } from '@/shared/ui/states';
import { CaseActions } from './CaseActions';
import css from './cases.module.css';
import { CaseFacts, CaseSide } from './CaseSide';
import { NextStep } from './NextStep';
import { PhaseLine } from './PhaseLine';
import { PRESCHOOL_CLASS } from './Pupils';
import { Timeline } from './Timeline';
import { ToK4 } from './ToK4';
import { useCaseLive } from './useCaseLive';

/** Fetched when they are opened: each has forms of its own. */
const tabPages = {
  rost: lazy(() => import('./VoicesTab').then((tab) => ({ default: tab.VoicesTab }))),
  utredning: lazy(() => import('./investigation/InvestigationTab').then((tab) => ({ default: tab.InvestigationTab }))),
  beslut: lazy(() => import('./decision/DecisionsTab').then((tab) => ({ default: tab.DecisionsTab }))),
  atgarder: lazy(() => import('./measures/MeasuresTab').then((tab) => ({ default: tab.MeasuresTab }))),
  filer: lazy(() => import('./files/FilesTab').then((tab) => ({ default: tab.FilesTab }))),
  anmalningar: lazy(() => import('./reports/ReportsTab').then((tab) => ({ default: tab.ReportsTab }))),
  utlamnat: lazy(() => import('./disclosures/LedgerTab').then((tab) => ({ default: tab.LedgerTab }))),
  overlamning: lazy(() => import('./transfers/TransferTab').then((tab) => ({ default: tab.TransferTab }))),
  krets: lazy(() => import('./CircleTab').then((tab) => ({ default: tab.CircleTab }))),
};
const route = getRouteApi('/shell/arenden/$caseId');
const numberOnly: readonly string[] = ['CHILD_WELFARE_REPORT', 'POLICE_REPORT'];
const tabs = { rost: 'voice', utredning: 'investigation', beslut: 'decisions', atgarder: 'measures', filer: 'files', anmalningar: 'reports', utlamnat: 'ledger', overlamning: 'transfer', krets: 'circle' } as const;
type Tab = keyof typeof tabs;

function isTab(value: string | null): value is Tab {
  return value !== null && value in tabs;
}

/** A change of school is the matter of its own type of case. */
const has = (found: CaseOut, tab: string): boolean => tab !== 'overlamning' || found.caseType.code === 'TRANSITION';

/** One page on which a team can work for an hour. The title never names anybody. */
export function CasePage() {
  const { caseId } = route.useParams();
  const query = useQuery(readCaseOptions({ path: { caseId } }));
  return <QueryState query={query}>{(found) => <Case found={found} />}</QueryState>;
}

function Case({ found }: { found: CaseOut }) {
  const { t } = useTranslation(['cases', 'common']);
  const format = useFormat();
  const { flik } = route.useSearch();
  const here: string | null = flik ?? null;
  const navigate = useNavigate();
  const news = useCaseLive(found);
  const list = useCurrentTabInView(here);
  const show = (tab: string | null) => void navigate({ to: '/arenden/$caseId', params: { caseId: found.id }, search: isTab(tab) ? { flik: tab } : {}, resetScroll: false });
  return (
    <>
      <PageHeader
        title={useTitle(found)}
        lead={t('case.lead', { school: found.school.name, day: format.day(dayOf(found.openedAt)) })}
        action={<CaseActions found={found} />}
      />
      <VisuallyHidden role="status">{news > 0 && t('case.news', { count: news })}</VisuallyHidden>
      <p className="print-only">{`${found.confidentiality} ${t(`common:secrecy.${found.confidentiality}`)}`}</p>
      <PhaseLine found={found} />
      <div className={css.case}>
        <CaseFacts found={found} />
        <div className={css.caseWork}>
          <ToK4 found={found} />
          <NextStep found={found} onTab={show} />
          <Tabs value={flik ?? 'overview'} onChange={show} keepMounted={false} mt="md">
            <Tabs.List ref={list} className={`${css.tabs} no-print`}>
              <Tabs.Tab value="overview">{t('case.tabs.overview')}</Tabs.Tab>
              {Object.entries(tabs).filter(([tab]) => has(found, tab)).map(([tab, name]) => (
                <Tabs.Tab key={tab} value={tab}>
                  {t(`case.tabs.${name}`)}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            {isTab(here) && (
              <Title order={2} className="print-only">
                {t(`case.tabs.${tabs[here]}`)}
              </Title>
            )}
            <Tabs.Panel value="overview" pt="md">
              <Timeline found={found} />
            </Tabs.Panel>
            {Object.entries(tabPages).map(([tab, TabPage]) => (
              <Tabs.Panel key={tab} value={tab} pt="md">
                <Suspense fallback={<LoadingState />}>
                  <TabPage found={found} />
                </Suspense>
              </Tabs.Panel>
            ))}
          </Tabs>
        </div>
        <CaseSide found={found} onTab={show} />
      </div>
    </>
  );
}

/** Number, type and grade; the number alone where the type itself says too much. */
function useTitle(found: CaseOut): string {
  const { t } = useTranslation('cases');
  const { number, caseType, grade } = found;
  if (found.confidentiality === 'K4' || numberOnly.includes(caseType.code)) return number;
  if (grade === PRESCHOOL_CLASS) return t('case.titlePreschool', { number, type: caseType.label });
  return grade === null ? t('case.title', { number, type: caseType.label }) : t('case.titleGrade', { number, type: caseType.label, grade });
}

/** On a phone the tabs lie beside each other and more of them than there is room for. */
function useCurrentTabInView(current: string | null) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const tab = list.current?.querySelector<HTMLElement>('[data-active]');
    if (list.current && tab) list.current.scrollLeft = tab.offsetLeft - list.current.clientWidth / 2 + tab.offsetWidth / 2;
  }, [current]);
  return list;
}
