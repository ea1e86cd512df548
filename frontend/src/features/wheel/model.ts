/** Rings from the rim inwards, as the API names them. */
export const rings = ['CHECK_INS', 'FOLLOW_UP', 'GOALS_AND_RESULTS', 'PLANS', 'ORGANISATION', 'EVERYDAY'] as const;
export type Ring = (typeof rings)[number];
export type Status = 'PLANNED' | 'DONE' | 'MISSED' | 'MOVED';

/** A larger check-in (större avstämning): drawn as a diamond, so that shape tells it as well as colour. */
export const CHECK_IN = 'CHECKIN_MAJOR';

export interface WheelItem {
  id: string;
  title: string;
  kind: string;
  category: Ring;
  /** First and last day, `YYYY-MM-DD`. */
  start: string;
  end: string;
  status: Status;
  /** Stands here but is moved elsewhere: a meeting, a goal's check-in. */
  fixed?: boolean;
}
