import type { Interest } from '@/shared/api/generated';

/** In the order that they are weighed. */
export const interests = ['EDUCATION', 'DEVELOPMENT', 'SAFETY', 'FAMILY', 'IDENTITY', 'HEALTH', 'VULNERABILITY'] as const satisfies readonly Interest[];
