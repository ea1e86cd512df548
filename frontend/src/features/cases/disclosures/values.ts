import type { ConsentForm, DisclosureBasis, RecipientKind } from '@/shared/api/generated';
import { parseDate } from '@/shared/lib/parseDate';

export const recipientKinds: readonly RecipientKind[] = ['SOCIAL_SERVICES', 'HEALTH_CARE', 'HABILITATION', 'POLICE', 'OTHER_SCHOOL', 'OTHER_AUTHORITY', 'OTHER'];
export const consentForms: readonly ConsentForm[] = ['WRITTEN', 'ORAL', 'DIGITAL'];
export const otherGrounds: readonly DisclosureBasis[] = ['OSL_10_2', 'OSL_25_13A', 'STATUTORY_DUTY', 'NO_SECRECY'];

/** A day has to be there, as a form validates it. */
export const dayOr =
  (wrong: string) =>
  (value: string): string | null =>
    value !== '' && parseDate(value, 0) === value ? null : wrong;
