import type { MeetingState } from '@/shared/api/generated';
import type { Tone } from '@/shared/ui/StatusBadge';

const tones: Record<MeetingState, Tone> = {
  PLANNED: 'new',
  INVITED: 'new',
  AGENDA_READY: 'new',
  IN_PROGRESS: 'active',
  HELD: 'done',
  MINUTES_DRAFT: 'done',
  MINUTES_APPROVED: 'done',
  CANCELLED: 'closed',
  RESCHEDULED: 'closed',
  NOT_HELD: 'late',
};

export const toneOf = (state: MeetingState): Tone => tones[state];
