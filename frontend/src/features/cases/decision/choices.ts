import type { Channel, Party } from '@/shared/api/generated';

export const channels: readonly Channel[] = ['IN_PERSON', 'TELEPHONE', 'LETTER', 'RECORDED_DELIVERY', 'DIGITAL_MAILBOX', 'E_MAIL', 'TAX_AGENCY'];
export const parties: readonly Party[] = ['STUDENT', 'GUARDIAN', 'OTHER'];
