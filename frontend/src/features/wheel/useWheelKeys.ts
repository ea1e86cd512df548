import { useRef, useState, type KeyboardEvent } from 'react';
import type { Mark } from './layout';
import { rings, type WheelItem } from './model';

/** One tab stop for the whole circle: arrows go by time and by ring, Home and End to the ends, Enter opens. */
export function useWheelKeys(marks: readonly Mark[], onOpen: (ids: readonly string[]) => void, onMove?: (item: WheelItem, weeks: number) => void) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const elements = useRef(new Map<string, SVGGElement>());
  const active = marks.some((m) => m.id === chosen) ? chosen : (marks[0]?.id ?? null);

  const focus = (mark: Mark | undefined) => {
    if (!mark) return;
    setChosen(mark.id);
    elements.current.get(mark.id)?.focus();
  };
  const press = (event: KeyboardEvent, mark: Mark) => {
    const act = event.altKey ? moves(event.key, mark, onMove) : steps(event.key, mark, marks, focus, onOpen);
    if (!act) return;
    event.preventDefault();
    act();
  };

  return {
    active,
    /** Drawn last, so that no neighbour hides the ring around it. */
    focused: marks.find((m) => m.id === focused),
    of: (mark: Mark) => ({
      ref: (element: SVGGElement | null) => {
        if (element) elements.current.set(mark.id, element);
        else elements.current.delete(mark.id);
      },
      onFocus: () => {
        setChosen(mark.id);
        setFocused(mark.id);
      },
      onBlur: () => setFocused(null),
      onKeyDown: (event: KeyboardEvent) => press(event, mark),
    }),
  };
}

function moves(key: string, mark: Mark, onMove?: (item: WheelItem, weeks: number) => void): (() => void) | undefined {
  const weeks = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
  const [item] = mark.items;
  if (!onMove || weeks === 0 || mark.items.length !== 1 || !item || item.fixed) return undefined;
  return () => onMove(item, weeks);
}

type Focus = (mark: Mark | undefined) => void;

function steps(key: string, mark: Mark, marks: readonly Mark[], focus: Focus, onOpen: (ids: readonly string[]) => void): (() => void) | undefined {
  const at = marks.indexOf(mark);
  const beside = (by: number) => focus(marks[(at + by + marks.length) % marks.length]);
  const open = () => onOpen(mark.items.map((i) => i.id));
  const acts: Record<string, () => void> = {
    ArrowRight: () => beside(1),
    ArrowLeft: () => beside(-1),
    ArrowDown: () => focus(inRing(mark, marks, 1)),
    ArrowUp: () => focus(inRing(mark, marks, -1)),
    Home: () => focus(marks[0]),
    End: () => focus(marks.at(-1)),
    Enter: open,
    ' ': open,
  };
  return acts[key];
}

/** The nearest in time in the next ring that holds anything, inwards (1) or outwards (-1). */
function inRing(mark: Mark, marks: readonly Mark[], by: 1 | -1): Mark | undefined {
  const held = rings.filter((ring) => marks.some((m) => m.ring === ring));
  const ring = held[(held.indexOf(mark.ring) + by + held.length) % held.length];
  const distance = (m: Mark) => Math.abs(m.a0 - mark.a0);
  return marks.filter((m) => m.ring === ring).sort((a, b) => distance(a) - distance(b))[0];
}
