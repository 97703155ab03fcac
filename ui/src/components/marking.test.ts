import { describe, expect, it } from 'vitest';
import { countMarked, everything, extend, isMarked, toggle, unmarked } from './marking';

const idAt = (index: number) => (index >= 0 && index < 10 ? `m${index}` : undefined);
const ids = (marking: typeof unmarked) =>
  Array.from({ length: 10 }, (_, index) => `m${index}`).filter((id) => isMarked(marking.marks, id));

describe('marking', () => {
  it('toggles one at a time', () => {
    const two = toggle(toggle(unmarked, 'm1', 1), 'm4', 4);
    expect(ids(two)).toEqual(['m1', 'm4']);
    expect(ids(toggle(two, 'm1', 1))).toEqual(['m4']);
  });

  it('extends a range from where one stood, both ways', () => {
    expect(ids(extend(unmarked, 2, 4, idAt))).toEqual(['m2', 'm3', 'm4']);
    expect(ids(extend(unmarked, 4, 2, idAt))).toEqual(['m2', 'm3', 'm4']);
  });

  it('lets go of what a longer range had, and keeps what was marked before it', () => {
    const before = toggle(unmarked, 'm9', 9);
    const long = extend({ ...before, anchor: null }, 2, 6, idAt);
    const short = extend(long, 6, 3, idAt);
    expect(ids(long)).toEqual(['m2', 'm3', 'm4', 'm5', 'm6', 'm9']);
    expect(ids(short)).toEqual(['m2', 'm3', 'm9']);
  });

  it('turns round its fixed end', () => {
    const down = extend(unmarked, 5, 7, idAt);
    expect(ids(extend(down, 7, 3, idAt))).toEqual(['m3', 'm4', 'm5']);
  });

  it('goes on from the one that was toggled last', () => {
    const one = toggle(unmarked, 'm3', 3);
    expect(ids(extend(one, 8, 5, idAt))).toEqual(['m3', 'm4', 'm5']);
  });

  it('passes over rows that are not loaded', () => {
    expect(ids(extend(unmarked, 8, 14, idAt))).toEqual(['m8', 'm9']);
  });

  it('marks all that match without knowing them, but for those taken out', () => {
    const all = toggle(everything, 'm2', 2);
    expect(countMarked(everything.marks, 243)).toBe(243);
    expect(countMarked(all.marks, 243)).toBe(242);
    expect(isMarked(all.marks, 'never-loaded')).toBe(true);
    expect(countMarked(toggle(all, 'm2', 2).marks, 243)).toBe(243);
  });

  it('counts the named ones', () => {
    expect(countMarked(toggle(unmarked, 'm7', 7).marks, 243)).toBe(1);
    expect(countMarked(unmarked.marks, 243)).toBe(0);
  });
});
