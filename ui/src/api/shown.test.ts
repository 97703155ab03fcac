import { describe, expect, it } from 'vitest';
import { keyOf, reviews, rowOf } from '~/sample/data/reviews';
import { shown } from './shown';

const byKey = (index: number) => {
  const review = reviews.find(({ key }) => key === keyOf(index));
  if (!review) throw new Error('the sample has no such review');
  return review;
};
const named = (index: number, name: string) => ({
  ...byKey(index),
  vendor: { ...byKey(index).vendor, name },
});

describe('what is drawn of an answer', () => {
  it('has vendors in their own spelling, in the review and in the queue', () => {
    const review = named(1, 'Smartcloud AS');
    expect(shown.review?.(review).vendor.name).toBe('SmartCloud AS');
    const rows = [rowOf(review)];
    const queue = {
      rows,
      waiting: 1,
      fetchedAt: null,
      organisations: 1,
      unread: 0,
      listing: { way: 'api', reason: null },
      failures: [],
    } as const;
    expect(shown.queue?.({ ...queue, rows, failures: [] }).rows[0]?.vendor).toBe('SmartCloud AS');
  });

  it('does not help a name that passes for another, but names the other as it spells itself', () => {
    const trap = byKey(3);
    const review = {
      ...trap,
      cues: trap.cues.map((cue) =>
        cue.code === 'name_trap' ? { ...cue, context: { vendor: 'Smartcloud AS' } } : cue,
      ),
    };
    const drawn = shown.review?.(review);
    expect(drawn?.vendor.name).toBe('Smartcloud Support Ltd');
    expect(drawn?.cues[0]?.context['vendor']).toBe('SmartCloud AS');
  });

  it('leaves the answer itself as it was', () => {
    const review = named(1, 'Smartcloud AS');
    shown.review?.(review);
    expect(review.vendor.name).toBe('Smartcloud AS');
  });
});
