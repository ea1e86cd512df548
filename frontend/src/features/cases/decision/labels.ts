import type { Values } from './values';

/** What each field is called where two people have changed the same. */
export const labels = {
  studentId: 'decision.student',
  bornOn: 'decision.bornOn',
  ruling: 'decision.ruling',
  reasons: 'decision.reasons',
  delegationRef: 'decision.delegationRef',
  reuseReason: 'decision.reuseReason',
  supportForms: 'decision.forms',
  startsOn: 'decision.startsOn',
  endsOn: 'decision.endsOn',
  needs: 'decision.needs',
  measures: 'decision.measures',
  followUpOn: 'decision.followUpOn',
  followUpById: 'decision.followUpBy',
  evaluateOn: 'decision.evaluateOn',
  evaluateById: 'decision.evaluateBy',
  studentPart: 'decision.studentPart',
  guardian1: 'decision.guardian1',
  guardian1Invited: 'decision.invitedOn',
  guardian1Took: 'decision.took',
  guardian1View: 'decision.view',
  guardian2: 'decision.guardian2',
  guardian2Invited: 'decision.invitedOn',
  guardian2Took: 'decision.took',
  guardian2View: 'decision.view',
} as const satisfies Record<keyof Values, string>;
