import { renderWithin } from '~/test/render';
import { screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { QueueRow, QueueState } from '~/api/generated/surface';
import { useRead } from '~/api/queries';
import { reviews, rowOf } from '~/sample/data/reviews';
import { useRejections } from './useRejections';

const [review] = reviews;
if (!review) throw new Error('the sample has no review');
const row = (state: QueueState): QueueRow => ({ ...rowOf(review), state });
const soon = () => new Date(Date.now() + 10_000).toISOString();

function Screen() {
  const { data } = useRead('queue', { partyUuid: null, group: null, refresh: false });
  useRejections(data?.rows ?? []);
  return <p>{data?.rows[0]?.state.kind}</p>;
}

async function queue(first: QueueState) {
  let state = first;
  const drawn = await renderWithin(<Screen />, {
    queue: () => ({
      rows: [row(state)],
      waiting: 1,
      fetchedAt: null,
      organisations: 1,
      unread: 0,
      listing: { way: 'api', reason: null },
      failures: [],
    }),
    reject: () => ({ kind: 'done', receipt: '2026-0002' }),
  });
  await screen.findByText(first.kind);
  return {
    ...drawn,
    become: (next: QueueState) => {
      state = next;
      // What the window does with a change event of the core is the listener's matter; here the query is read again.
      void drawn.refresh('queue');
    },
  };
}

it('sends a waiting rejection at once when the screen is left', async () => {
  const { router, callsOf } = await queue({ kind: 'rejecting', at: soon() });
  expect(callsOf('reject')).toEqual([]);
  await router.navigate({ to: '/about' });
  await waitFor(() => expect(callsOf('reject')).toEqual([{ key: review.key, now: true }]));
  await waitFor(() =>
    expect(screen.getByTestId('said').textContent).toContain('Leverandøren må spørre på nytt'),
  );
});

it('sends nothing when nothing waits', async () => {
  const { router, callsOf } = await queue({ kind: 'waiting' });
  await router.navigate({ to: '/about' });
  await screen.findByTestId('at');
  expect(callsOf('reject')).toEqual([]);
});

it('says what came of it', async () => {
  const { become } = await queue({ kind: 'rejecting', at: soon() });
  become({ kind: 'rejected', receipt: '2026-0002' });
  await waitFor(() =>
    expect(screen.getByTestId('said').textContent).toContain('Avvist: SmartCloud Regnskap'),
  );
});

it('says aloud when it could not be sent', async () => {
  const { become } = await queue({ kind: 'rejecting', at: soon() });
  become({ kind: 'reject_not_sent' });
  await waitFor(() => expect(screen.getByTestId('alerted').textContent).toContain('ble ikke sendt'));
});

it('is silent about rejections that were over before', async () => {
  await queue({ kind: 'rejected', receipt: null });
  expect(screen.getByTestId('said').textContent).toBe('');
});
