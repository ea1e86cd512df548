import type { Conclusion, InvestigationOut, InvestigationPatch, SupportToo } from '@/shared/api/generated';

export type Values = {
  questions: string;
  findingsIndividual: string;
  findingsGroup: string;
  findingsOrganisation: string;
  causeAnalysis: string;
  studentHealthConsultedOn: string;
  notConsultedReason: string;
  supportToo: SupportToo | '';
  conclusion: Conclusion | '';
  conclusionReason: string;
};

export const labels = {
  questions: 'investigation.questions',
  findingsIndividual: 'investigation.individual',
  findingsGroup: 'investigation.group',
  findingsOrganisation: 'investigation.organisation',
  causeAnalysis: 'investigation.causes',
  studentHealthConsultedOn: 'investigation.consultedOn',
  notConsultedReason: 'investigation.notConsulted',
  supportToo: 'investigation.supportToo',
  conclusion: 'investigation.conclusion',
  conclusionReason: 'investigation.conclusionReason',
} as const;

export function startOf(one: InvestigationOut): Values {
  return {
    questions: one.questions ?? '',
    findingsIndividual: one.findingsIndividual ?? '',
    findingsGroup: one.findingsGroup ?? '',
    findingsOrganisation: one.findingsOrganisation ?? '',
    causeAnalysis: one.causeAnalysis ?? '',
    studentHealthConsultedOn: one.studentHealthConsultedOn ?? '',
    notConsultedReason: one.notConsultedReason ?? '',
    supportToo: one.supportToo ?? '',
    conclusion: '',
    conclusionReason: '',
  };
}

/** What somebody has typed here, as it stands in the form. */
export function onlyChanged(before: Values, now: Values): Partial<Values> {
  return Object.fromEntries(Object.entries(now).filter(([name, value]) => before[name as keyof Values] !== value));
}

/** Merge patch: what was not touched is not sent, so that it stays as others have written it. */
export function bodyOf(before: Values, now: Values): InvestigationPatch {
  const touched = Object.entries(onlyChanged(before, now)).filter(([name]) => !name.startsWith('conclusion'));
  return Object.fromEntries(touched.map(([name, value]) => [name, value.trim() || null]));
}
