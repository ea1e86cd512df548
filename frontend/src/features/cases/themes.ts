import type { Theme } from '@/shared/api/generated';

/** In the order that the server keeps them. */
export const themes = [
  'LEARNING_ENVIRONMENT',
  'STUDY_CALM',
  'RELATIONS',
  'SAFETY',
  'ATTENDANCE',
  'READING_WRITING',
  'MATHEMATICS',
  'LANGUAGE',
  'STARTING_AND_STAMINA',
  'WELLBEING',
  'TRANSITIONS',
] as const satisfies readonly Theme[];
