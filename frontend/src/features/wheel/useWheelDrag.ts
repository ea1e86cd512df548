import { useState, type PointerEvent } from 'react';
import { angleOf, angleOfPoint, anglesOf, shift, weeksBetween, type Span } from './geometry';
import type { Mark } from './layout';
import type { WheelItem } from './model';
import { segment } from './segment';

interface Drag {
  mark: Mark;
  from: number;
  weeks: number;
}

/** Moves by whole weeks along the circle. A click without a move opens. Without `onMove` it only opens. */
export function useWheelDrag(span: Span, onMove?: (item: WheelItem, weeks: number) => void) {
  const [justMoved, setJustMoved] = useState(false);
  const [drag, setDrag] = useState<Drag | null>(null);

  const begin = (event: PointerEvent<SVGGElement>, mark: Mark) => {
    setJustMoved(false);
    if (!onMove || event.button !== 0 || event.pointerType === 'touch' || mark.items.length !== 1 || mark.items[0]?.fixed) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setDrag({ mark, from: angleUnder(event), weeks: 0 });
  };
  const follow = (event: PointerEvent<SVGGElement>) => {
    if (!drag) return;
    const weeks = weeksBetween(span, drag.from, angleUnder(event));
    if (weeks !== drag.weeks) setDrag({ ...drag, weeks });
  };
  const drop = () => {
    const [item] = drag?.mark.items ?? [];
    if (drag && item && drag.weeks !== 0) {
      setJustMoved(true);
      onMove?.(item, drag.weeks);
    }
    setDrag(null);
  };

  return {
    ghost: drag && drag.weeks !== 0 ? ghostOf(span, drag) : null,
    of: (mark: Mark, open: () => void) => ({
      onPointerDown: (event: PointerEvent<SVGGElement>) => begin(event, mark),
      onPointerMove: follow,
      onPointerUp: drop,
      onPointerCancel: () => setDrag(null),
      onClick: () => {
        if (!justMoved) open();
        setJustMoved(false);
      },
    }),
  };
}

function angleUnder(event: PointerEvent<SVGGElement>): number {
  const box = event.currentTarget.ownerSVGElement?.getBoundingClientRect();
  return box ? angleOfPoint(event.clientX - box.left - box.width / 2, event.clientY - box.top - box.height / 2) : 0;
}

function ghostOf(span: Span, { mark, weeks }: Drag): string | null {
  const [item] = mark.items;
  if (!item) return null;
  const days = shift(span, item, weeks * 7);
  const angles = anglesOf(span, days.start, days.end);
  if (!angles) return null;
  const least = angleOf(span, span.start + 2);
  return segment(mark.r0, mark.r1, angles.a0, Math.max(angles.a1, angles.a0 + least));
}
