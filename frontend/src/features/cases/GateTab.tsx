import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** The tab where what a gate asks for is written, and what its button says. */
export type TabOfGate = 'rost' | 'utredning' | 'beslut' | 'atgarder' | 'anmalningar' | 'utlamnat' | 'overlamning';
type Words = 'case.toDecisions' | 'case.toVoice' | 'case.toHearings' | 'case.toTried' | 'case.toMeasures' | 'case.toLedger' | 'case.toTransfer' | 'investigation.toTab' | 'reports.toTab';
const answeredIn: Partial<Record<string, readonly [TabOfGate, Words]>> = {
  ABSENCE_REPORTED: ['anmalningar', 'reports.toTab'],
  C01: ['rost', 'case.toVoice'],
  C01_SUPPORT: ['rost', 'case.toVoice'],
  C03: ['beslut', 'case.toDecisions'],
  BOTH_CHILDREN_HEARD: ['rost', 'case.toVoice'],
  C09: ['atgarder', 'case.toMeasures'],
  C10: ['anmalningar', 'reports.toTab'],
  C10_CLOSED: ['anmalningar', 'reports.toTab'],
  PARTIES_HEARD: ['beslut', 'case.toHearings'],
  HOME_CONSULTED: ['beslut', 'case.toHearings'],
  C18: ['atgarder', 'case.toTried'],
  SCOPE_CHOICE: ['overlamning', 'case.toTransfer'],
  DISCLOSURE: ['utlamnat', 'case.toLedger'],
  C02: ['utredning', 'investigation.toTab'],
  C07_SUPPORT: ['utredning', 'investigation.toTab'],
  C07_ABSENCE: ['utredning', 'investigation.toTab'],
  FOUR_ASSESSMENTS: ['utredning', 'investigation.toTab'],
  CAUSE_ANALYSIS: ['utredning', 'investigation.toTab'],
  SUPPORT_PROMPT: ['utredning', 'investigation.toTab'],
};

/** One press away from where the gate is opened. */
export function GateTab({ gate, onTab }: { gate: string; onTab: (tab: TabOfGate) => void }) {
  const { t } = useTranslation('cases');
  const answered = answeredIn[gate];
  if (!answered) return null;
  const [tab, words] = answered;
  return (
    <Group mt={4}>
      <Button size="compact-sm" variant="default" onClick={() => onTab(tab)}>
        {t(words)}
      </Button>
    </Group>
  );
}
