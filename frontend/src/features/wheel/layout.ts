import { anglesOf, readsBackwards, TURN, type Span } from './geometry';
import { widthOf, wrap } from './lettering';
import { CHECK_IN, rings, type Ring, type WheelItem } from './model';

/** Radii in units: months outside, rings inside them, free middle for the year. */
export interface Rim {
  outer: number;
  months: number;
  inner: number;
}

export function rimFor(font: number): Rim {
  return { outer: 394, months: 394 - Math.max(34, font * 1.9), inner: 88 };
}

/** One thing on the circle: an activity, or several that share a place because there is no room for each. */
export interface Mark {
  id: string;
  items: WheelItem[];
  ring: Ring;
  shape: 'arc' | 'diamond' | 'group';
  a0: number;
  a1: number;
  r0: number;
  r1: number;
  /** Where the title stands: inside the shape, or after it where the ring is free. */
  textFrom: number;
  textEnd: number;
  /** The title on one or more lines, as they are read; empty where the number stands instead. */
  lines: string[];
  /** First number in the key; null where the title is written out. A group has one number for each of its items. */
  number: number | null;
}

/** Activities at a place of their own: one, or several left over from a crowded time. */
interface Placed {
  items: WheelItem[];
  gathered: boolean;
  a0: number;
  a1: number;
}

interface Band {
  ring: Ring;
  r0: number;
  r1: number;
}

/** How far a title may run on past its activity, so that the eye still connects them (about 50 degrees). */
const RUN_ON = 0.9;

/** How the text is set: size in units, and the least arc length for a number and for the numbers of a group. */
interface Setting {
  rim: Rim;
  font: number;
  lane: number;
  single: number;
  group: number;
}

/** `font` is the smallest text in units (11 px on the screen at the size it is shown). */
export function layOut(items: readonly WheelItem[], span: Span, font: number): Mark[] {
  const digits = '8'.repeat(String(items.length).length);
  const setting = { rim: rimFor(font), font, lane: font * 1.45, single: widthOf(digits, font) + 6, group: widthOf(`${digits}–${digits}`, font) + 8 };
  const bands = bandsFor(items, span, setting);
  const marks = bands.flatMap((band) => marksOfRing(items, span, band, setting));
  return numbered(marks.sort((a, b) => a.a0 - b.a0 || b.r1 - a.r1));
}

/** Every activity of a ring, wide enough for its number and inside the circle. */
function placeIn(items: readonly WheelItem[], span: Span, band: Band, { single }: Setting): Placed[] {
  const least = single / band.r0;
  return items
    .filter((item) => item.category === band.ring)
    .flatMap((item): Placed[] => {
      const angles = anglesOf(span, item.start, item.end);
      if (!angles) return [];
      const a1 = Math.min(Math.max(angles.a1, angles.a0 + least), TURN);
      return [{ items: [item], gathered: false, a0: Math.min(angles.a0, a1 - least), a1 }];
    })
    .sort(byTime);
}

const byTime = (a: Placed, b: Placed) => a.a0 - b.a0 || b.a1 - a.a1 || (a.items[0]?.id ?? '').localeCompare(b.items[0]?.id ?? '');
const TINY = 1e-9;

/** Runs that overlap each other, directly or through others. */
function clustersOf(placed: readonly Placed[]): Placed[][] {
  const clusters: Placed[][] = [];
  let end = -1;
  for (const p of placed) {
    const current = p.a0 < end - TINY ? clusters.at(-1) : undefined;
    if (current) current.push(p);
    else clusters.push([p]);
    end = current ? Math.max(end, p.a1) : p.a1;
  }
  return clusters;
}

/** Greedy lanes; what finds none of `most` is left over. */
function lanesOf(placed: readonly Placed[], most: number): { lanes: Placed[][]; over: Placed[] } {
  const lanes: Placed[][] = [];
  const over: Placed[] = [];
  for (const p of placed) {
    const free = lanes.find((l) => (l.at(-1)?.a1 ?? 0) <= p.a0 + TINY);
    if (free) free.push(p);
    else if (lanes.length < most) lanes.push([p]);
    else over.push(p);
  }
  return { lanes, over };
}

/** Room by need: a ring where much goes on at once is broader; an empty one keeps its name's room. */
function bandsFor(items: readonly WheelItem[], span: Span, setting: Setting): Band[] {
  const { rim } = setting;
  const room = rim.months - rim.inner;
  const even = room / rings.length;
  const need = rings.map((ring, i) => {
    const guess = { ring, r1: rim.months - i * even, r0: rim.months - (i + 1) * even };
    return Math.max(1, lanesOf(placeIn(items, span, guess, setting), Infinity).lanes.length);
  });
  const least = Math.min(setting.lane * 1.7, even);
  const spare = room - least * rings.length;
  const total = need.reduce((a, b) => a + b, 0);
  let r1 = rim.months;
  return rings.map((ring, i) => {
    const r0 = r1 - least - (spare * (need[i] ?? 1)) / total;
    const band = { ring, r0, r1 };
    r1 = r0;
    return band;
  });
}

function marksOfRing(items: readonly WheelItem[], span: Span, band: Band, setting: Setting): Mark[] {
  const most = Math.max(1, Math.floor((band.r1 - band.r0) / setting.lane));
  const clusters = settle(placeIn(items, span, band, setting), most, setting.group / band.r0);
  return clusters.flatMap((cluster, i) => marksOf(cluster, band, clusters[i + 1]?.[0]?.a0 ?? TURN, setting));
}

const isGroup = (p: Placed) => p.gathered;

/**
 * Takes out what finds no lane and gathers it in groups, until every run of overlapping places has at most `most`
 * rows, a row of groups included. More is taken out at each turn, so it ends.
 */
function settle(placed: readonly Placed[], most: number, groupWidth: number): Placed[][] {
  const out = new Set<Placed>();
  for (;;) {
    const groups = groupsOf(placed.filter((p) => out.has(p)), groupWidth);
    const clusters = clustersOf([...placed.filter((p) => !out.has(p)), ...groups].sort(byTime));
    const before = out.size;
    for (const cluster of clusters) for (const p of leftOver(cluster, most)) out.add(p);
    if (out.size === before) return clusters;
  }
}

function leftOver(cluster: readonly Placed[], most: number): Placed[] {
  const singles = cluster.filter((p) => !isGroup(p));
  const grouped = singles.length < cluster.length;
  if (!grouped && lanesOf(singles, most).over.length === 0) return [];
  return lanesOf(singles, most - 1).over;
}

/** Left-over activities, gathered so that each group has room for its numbers ("131–138") and none overlap. */
function groupsOf(over: readonly Placed[], width: number): Placed[] {
  const groups: Placed[] = [];
  for (const p of over) {
    const last = groups.at(-1);
    const a0 = Math.min(p.a0, TURN - width);
    if (last && a0 < last.a1 - TINY) last.items.push(...p.items);
    else groups.push({ items: [...p.items], gathered: true, a0, a1: a0 + width });
  }
  return groups;
}

/** A cluster shares the whole depth of its ring; `next` is where the following one begins. */
function marksOf(cluster: Placed[], band: Band, next: number, { font }: Setting): Mark[] {
  const { lanes } = lanesOf(cluster.filter((p) => !isGroup(p)), Infinity);
  const rows = cluster.some(isGroup) ? [...lanes, cluster.filter(isGroup)] : lanes;
  const height = (band.r1 - band.r0) / rows.length;
  return rows.flatMap((row, i) =>
    row.map((p) => {
      const place = { ...p, r1: band.r1 - i * height, r0: band.r1 - (i + 1) * height };
      return markOf(place, band.ring, cluster.length === 1 ? next : p.a1, font);
    }),
  );
}

function markOf(place: Placed & { r0: number; r1: number }, ring: Ring, free: number, font: number): Mark {
  const { items, a0, a1, r0, r1 } = place;
  const [first] = items;
  const id = items.length > 1 ? `${first?.id}-group` : (first?.id ?? '');
  const mark: Mark = { id, items, ring, shape: shapeOf(items), a0, a1, r0, r1, textFrom: a0, textEnd: a1, lines: [], number: null };
  if (mark.shape === 'group' || !first) return mark;
  const places = [mark, { ...mark, textFrom: a1, textEnd: Math.min(free, a1 + RUN_ON) }];
  for (const candidate of places) {
    const lines = titleLines(candidate, first.title, font);
    if (lines) return { ...candidate, lines };
  }
  return mark;
}

function shapeOf(items: readonly WheelItem[]): Mark['shape'] {
  if (items.length > 1) return 'group';
  return items[0]?.kind === CHECK_IN ? 'diamond' : 'arc';
}

/** Radius of each of `count` lines of text, in the order they are read. */
export function lineRadii(mark: Pick<Mark, 'textFrom' | 'textEnd' | 'r0' | 'r1'>, count: number, font: number): number[] {
  const middle = (mark.r0 + mark.r1) / 2;
  const radii = Array.from({ length: count }, (_, i) => middle + ((count - 1) / 2 - i) * font * 1.2);
  return readsBackwards(mark.textFrom, mark.textEnd) ? radii.reverse() : radii;
}

/** Half the width of a check-in's diamond, which stands at the beginning of its arc. */
export const diamondOf = (mark: Pick<Mark, 'r0' | 'r1'>): number => Math.min(mark.r1 - mark.r0 - 2, 30) / 2;

/** Where the title begins on a circle of radius `r`: after the diamond, where it stands in the same shape. */
export function textStart(mark: Pick<Mark, 'textFrom' | 'a0' | 'r0' | 'r1' | 'shape'>, r: number): number {
  const afterDiamond = mark.shape === 'diamond' && mark.textFrom === mark.a0;
  return mark.textFrom + (afterDiamond ? diamondOf(mark) * 2 + 6 : 4) / r;
}

/** The title on as few lines as it fits on, null where it does not fit. */
function titleLines(mark: Mark, title: string, font: number): string[] | null {
  const most = Math.min(3, Math.floor((mark.r1 - mark.r0 - 2) / (font * 1.2)));
  for (let count = 1; count <= most; count++) {
    const widths = lineRadii(mark, count, font).map((r) => (mark.textEnd - textStart(mark, r)) * (r - font / 2) - 4);
    const lines = wrap(title, font, widths);
    if (lines) return lines;
  }
  return null;
}

/** Numbers in the order of the year, only for what is not written out. */
function numbered(marks: readonly Mark[]): Mark[] {
  let next = 1;
  return marks.map((mark) => {
    if (mark.lines.length > 0) return mark;
    const number = next;
    next += mark.items.length;
    return { ...mark, number };
  });
}

/** What stands on a mark without its title: "12", or "12–19" for a group. */
export function numberText(mark: Mark): string {
  if (mark.number === null) return '';
  return mark.items.length === 1 ? String(mark.number) : `${mark.number}–${mark.number + mark.items.length - 1}`;
}
