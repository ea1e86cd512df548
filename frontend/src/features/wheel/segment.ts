import { arc } from 'd3-shape';
import { diamondOf, type Mark } from './layout';
import { pointAt } from './geometry';

const draw = arc<{ innerRadius: number; outerRadius: number; startAngle: number; endAngle: number }>();

/** A piece of a ring as an SVG path. */
export function segment(r0: number, r1: number, a0: number, a1: number): string {
  return draw({ innerRadius: r0, outerRadius: r1, startAngle: a0, endAngle: a1 }) ?? '';
}

/** A mark's own outline: a piece of ring with a little air around it. */
export function outlineOf(mark: Mark): string {
  const air = 1.5 / mark.r1;
  return segment(mark.r0 + 1.5, mark.r1 - 1.5, mark.a0 + air / 2, Math.max(mark.a1 - air / 2, mark.a0 + air));
}

/** The middle of a check-in's diamond, at the beginning of its arc. */
export function diamondCentre(mark: Mark): { x: number; y: number } {
  const r = (mark.r0 + mark.r1) / 2;
  return pointAt(mark.a0 + (diamondOf(mark) + 2) / r, r);
}

export function diamond(mark: Mark): string {
  const { x, y } = diamondCentre(mark);
  const h = diamondOf(mark);
  return `M${x} ${y - h}L${x + h} ${y}L${x} ${y + h}L${x - h} ${y}Z`;
}
