import type { Ring } from './model';

/** `band` the ring, `fill` an activity, `ink` text and outline: at least 4.5:1 on both (a test measures). */
export const tones: Record<Ring, { band: string; fill: string; ink: string }> = {
  CHECK_INS: { band: '#fbeff3', fill: '#f1c9d6', ink: '#5c1030' },
  FOLLOW_UP: { band: '#eaf4f7', fill: '#bfe0ea', ink: '#0f3f50' },
  GOALS_AND_RESULTS: { band: '#eef6ee', fill: '#c6e4c8', ink: '#1b4a22' },
  PLANS: { band: '#fbf3e4', fill: '#f5dca8', ink: '#5a3b00' },
  ORGANISATION: { band: '#f4eef8', fill: '#dcc9ec', ink: '#43236b' },
  EVERYDAY: { band: '#eff1f3', fill: '#d3dade', ink: '#2c3a40' },
};
