/** A way to write a label: where its baseline begins, is centred or ends. */
export interface Place {
  x: number;
  y: number;
  anchor: 'start' | 'middle' | 'end';
}

export interface Label {
  text: string;
  size: number;
  /** Where it may stand, the best first. */
  places: readonly Place[];
}

export interface Box {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

export interface Spot {
  x: number;
  y: number;
}

/** Of a letter, on the safe side for a semi-bold system font. */
const EMS = 0.6;
const RISE = 0.85;
const FALL = 0.25;

export function boxOf({ text, size }: Pick<Label, 'text' | 'size'>, { x, y, anchor }: Place): Box {
  const width = text.length * size * EMS;
  const x0 = anchor === 'start' ? x : anchor === 'middle' ? x - width / 2 : x - width;
  return { x0, y0: y - size * RISE, x1: x0 + width, y1: y + size * FALL };
}

export const overlap = (a: Box, b: Box): boolean => a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;

/** Whether the line between two spots runs through the box (Liang and Barsky's clipping). */
export function crosses(box: Box, from: Spot, to: Spot): boolean {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  let [enter, leave] = [0, 1];
  for (const [step, room] of [[-dx, from.x - box.x0], [dx, box.x1 - from.x], [-dy, from.y - box.y0], [dy, box.y1 - from.y]] as const) {
    if (step === 0 && room < 0) return false;
    if (step < 0) enter = Math.max(enter, room / step);
    if (step > 0) leave = Math.min(leave, room / step);
  }
  return enter <= leave;
}

interface Around {
  frame: Box;
  /** What no label may lie on, in the order it is drawn. */
  curve: readonly Spot[];
}

/** A place for each label, off the curve and off each other; null where there is none, and the table has the value. */
export function placeLabels(labels: readonly Label[], { frame, curve }: Around): (Place | null)[] {
  const taken: Box[] = [];
  const free = (box: Box) =>
    box.x0 >= frame.x0 && box.x1 <= frame.x1 && box.y0 >= frame.y0 && box.y1 <= frame.y1 &&
    !taken.some((other) => overlap(box, other)) &&
    !curve.some((spot, i) => crosses(box, curve[i - 1] ?? spot, spot));
  return labels.map((label) => {
    const place = label.places.find((p) => free(boxOf(label, p))) ?? null;
    if (place) taken.push(boxOf(label, place));
    return place;
  });
}

const NEAR = 10;

/** Eight places around a spot: above, below and beside it. */
export function around({ x, y }: Spot, size: number): Place[] {
  const [above, below, beside] = [y - NEAR, y + NEAR + size * RISE, y + size * 0.35];
  return [
    { x, y: above, anchor: 'middle' },
    { x, y: below, anchor: 'middle' },
    { x: x + NEAR, y: beside, anchor: 'start' },
    { x: x - NEAR, y: beside, anchor: 'end' },
    { x, y: above, anchor: 'start' },
    { x, y: below, anchor: 'start' },
    { x, y: above, anchor: 'end' },
    { x, y: below, anchor: 'end' },
  ];
}
