import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Review } from '~/api/generated/surface';
import { CommandError, unexpected } from '~/errors/CommandError';
import { reviews } from '~/sample/data/reviews';
import { renderWithin } from '~/test/render';
import { ReviewPane } from './ReviewPane';

const [ordinary] = reviews;
if (!ordinary) throw new Error('the sample has no review');

/** A review, and what Altinn answers when it is asked anew. */
async function draw(first: Partial<Review>, anew: () => Partial<Review>) {
  const review = { ...ordinary, ...first } as Review;
  const drawn = await renderWithin(
    <ReviewPane requestKey={review.key} row={undefined} onNext={undefined} />,
    {
      review: ({ refresh }) => (refresh ? { ...review, ...anew() } : review),
    },
  );
  const alerted = (text: RegExp) =>
    waitFor(() => {
      expect(screen.getByTestId('alerted').textContent).toMatch(text);
    });
  return { ...drawn, alerted };
}
const offline = () => {
  throw new CommandError({ ...unexpected('test'), code: 'offline' });
};

describe('checking an unknown outcome', () => {
  it('says nothing of a change, only that the outcome is still not known', async () => {
    const { user } = await draw({ state: { kind: 'unknown' } }, () => ({}));
    await user.click(await screen.findByRole('button', { name: 'Sjekk nå' }));
    await waitFor(() => {
      expect(screen.getByTestId('said').textContent).toContain('fortsatt ikke');
    });
    expect(screen.getByTestId('alerted').textContent).toBe('');
  });

  it('says that Altinn could not be asked', async () => {
    const { user, alerted } = await draw({ state: { kind: 'unknown' } }, offline);
    await user.click(await screen.findByRole('button', { name: 'Sjekk nå' }));
    await alerted(/nett/);
  });
});

describe('a copy', () => {
  it('that is still one after another try says so', async () => {
    const { user, alerted } = await draw({ stale: true }, () => ({}));
    await user.click(await screen.findByRole('button', { name: 'Prøv igjen' }));
    await alerted(/Altinn svarte ikke/);
  });

  it('that could not be read anew says why', async () => {
    const { user, alerted } = await draw({ stale: true }, offline);
    await user.click(await screen.findByRole('button', { name: 'Prøv igjen' }));
    await alerted(/nett/);
  });
});
