/** Width of text in ems, on the safe side for a semi-bold system font: what is said to fit must fit. */
const narrow = /[ijlI.,:;'’|!()/-]/;
const middling = /[frtJ ]/;
const wide = /[mwMWÅÄÖ@%—]/;
const upper = /[A-ZÉ]/;

function emsOf(letter: string): number {
  if (narrow.test(letter)) return 0.38;
  if (middling.test(letter)) return 0.46;
  if (wide.test(letter)) return 0.98;
  return upper.test(letter) ? 0.76 : 0.64;
}

export function widthOf(text: string, fontSize: number): number {
  return [...text].reduce((sum, letter) => sum + emsOf(letter), 0) * fontSize;
}

/** Kept free on either side of the hand, as a part of the month's arc. */
const HAND = 0.09;

/**
 * Where the name of a month is centred on its arc, as a part of it, so that today's hand does not cover it; `hand` is
 * where the hand stands, null in the other months. Null where the name has no room beside the hand.
 */
export function besideHand(hand: number | null, width: number): number | null {
  if (hand === null || Math.abs(hand - 0.5) >= width / 2 + HAND) return 0.5;
  const before = hand - HAND;
  const after = 1 - hand - HAND;
  if (Math.max(before, after) < width) return null;
  return before > after ? before / 2 : 1 - after / 2;
}

/**
 * Words laid out on the given line widths, or null where they do not all fit. Words are never split and nothing is cut.
 */
export function wrap(text: string, fontSize: number, lineWidths: readonly number[]): string[] | null {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = line ? `${line} ${word}` : word;
    if (widthOf(longer, fontSize) <= (lineWidths[lines.length] ?? 0)) {
      line = longer;
      continue;
    }
    if (line) lines.push(line);
    if (widthOf(word, fontSize) > (lineWidths[lines.length] ?? 0)) return null;
    line = word;
  }
  return line ? [...lines, line] : lines;
}
