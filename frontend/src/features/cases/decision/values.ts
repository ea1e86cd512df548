import type { DecisionOut, DecisionPatch, GuardianPart, GuardianPartOut, Participation, ProgrammeOut, SupportForm } from '@/shared/api/generated';

/** A draft as it stands in the form: texts alone, so that two people's changes can be told apart. */
export type Values = {
  studentId: string;
  bornOn: string;
  ruling: string;
  reasons: string;
  delegationRef: string;
  reuseReason: string;
  supportForms: string;
  startsOn: string;
  endsOn: string;
  needs: string;
  measures: string;
  followUpOn: string;
  followUpById: string;
  evaluateOn: string;
  evaluateById: string;
  studentPart: string;
  guardian1: string;
  guardian1Invited: string;
  guardian1Took: Participation | '';
  guardian1View: string;
  guardian2: string;
  guardian2Invited: string;
  guardian2Took: Participation | '';
  guardian2View: string;
};

export const forms: readonly SupportForm[] = ['IN_GROUP', 'SPECIAL_GROUP', 'INDIVIDUAL', 'DISTANCE', 'ADAPTED_COURSE', 'ASSISTANT', 'TECHNICAL', 'OTHER'];
export const tookPart: readonly Participation[] = ['YES', 'NO', 'DECLINED', 'NOT_REACHED'];
const programmeFields: readonly string[] = ['needs', 'measures', 'followUpOn', 'followUpById', 'evaluateOn', 'evaluateById', 'studentPart'];

export const formsOf = (text: string): SupportForm[] => forms.filter((form) => text.split(',').includes(form));
export const formsText = (chosen: readonly SupportForm[]): string => forms.filter((form) => chosen.includes(form)).join(',');

const text = (value: string | null | undefined) => value ?? '';

export function startOf(one: DecisionOut): Values {
  return {
    studentId: text(one.student?.id),
    bornOn: text(one.bornOn),
    ruling: text(one.ruling),
    reasons: text(one.reasons),
    delegationRef: text(one.delegationRef),
    reuseReason: text(one.reuseReason),
    supportForms: formsText(one.supportForms),
    startsOn: text(one.startsOn),
    endsOn: text(one.endsOn),
    ...programmeOf(one.programme),
    ...guardian1Of(one.programme?.guardians[0]),
    ...guardian2Of(one.programme?.guardians[1]),
  };
}

function programmeOf(programme: ProgrammeOut | null) {
  return {
    needs: text(programme?.needs),
    measures: programme ? programme.measures.map((line) => line.text.replaceAll('\n', ' ')).join('\n') : '',
    followUpOn: text(programme?.followUpOn),
    followUpById: text(programme?.followUpBy?.id),
    evaluateOn: text(programme?.evaluateOn),
    evaluateById: text(programme?.evaluateBy?.id),
    studentPart: text(programme?.studentPart),
  };
}

const tookOf = (guardian: GuardianPartOut | undefined): Participation | '' => guardian?.participated ?? '';
const guardian1Of = (one: GuardianPartOut | undefined) => ({ guardian1: text(one?.name), guardian1Invited: text(one?.invitedOn), guardian1Took: tookOf(one), guardian1View: text(one?.view) });
const guardian2Of = (one: GuardianPartOut | undefined) => ({ guardian2: text(one?.name), guardian2Invited: text(one?.invitedOn), guardian2Took: tookOf(one), guardian2View: text(one?.view) });

const MOST_MEASURES = 30;

/** The fields of the form where the API refuses something inside the programme. */
export const refusedAt: Record<string, string> = {
  'programme.needs': 'needs',
  'programme.studentPart': 'studentPart',
  'programme.guardians.0.view': 'guardian1View',
  'programme.guardians.1.view': 'guardian2View',
  ...Object.fromEntries(Array.from({ length: MOST_MEASURES }, (_, at) => [`programme.measures.${at}.text`, 'measures'])),
};

/** What somebody has typed here, as it stands in the form. */
export function onlyChanged(before: Values, now: Values): Partial<Values> {
  return Object.fromEntries(Object.entries(now).filter(([name, value]) => before[name as keyof Values] !== value));
}

/** Merge patch: what was not touched is not sent, so that it stays as others have written it. */
export function bodyOf(one: DecisionOut, before: Values, now: Values): DecisionPatch {
  const changed = onlyChanged(before, now);
  const body: Record<string, unknown> = {};
  const programme: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(changed)) {
    if (name.startsWith('guardian')) programme.guardians = guardiansOf(now);
    else if (name === 'measures') programme.measures = linesOf(one, value);
    else if (programmeFields.includes(name)) programme[name] = value.trim() || null;
    else if (name === 'supportForms') body.supportForms = formsOf(value);
    else body[name] = value.trim() || null;
  }
  return Object.keys(programme).length > 0 ? { ...body, programme } : body;
}

/** One line is one measure; a line that was there keeps the measure it belongs to. */
function linesOf(one: DecisionOut, text: string) {
  const known = new Map((one.programme?.measures ?? []).map((line) => [line.text, line.measureId]));
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter(Boolean).map((line) => ({ text: line, measureId: known.get(line) ?? null }));
}

function guardiansOf(now: Values): GuardianPart[] {
  const rows = [
    { name: now.guardian1, invitedOn: now.guardian1Invited, participated: now.guardian1Took, view: now.guardian1View },
    { name: now.guardian2, invitedOn: now.guardian2Invited, participated: now.guardian2Took, view: now.guardian2View },
  ];
  return rows
    .filter((row) => row.name.trim())
    .map((row) => ({ name: row.name.trim(), invitedOn: row.invitedOn || null, participated: row.participated || 'NO', view: row.view.trim() || null }));
}
