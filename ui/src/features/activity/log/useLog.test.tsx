import { renderWithin } from '~/test/render';
import { screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { ActivityRow } from '~/api/generated/surface';
import type { Answers } from '~/host/memory';
import { useWholeLog } from '../print/useWholeLog';
import { PAGE, useLog } from './useLog';

const TOTAL = PAGE * 2 + 50;
const row = (index: number): ActivityRow => ({
  number: `2026-${String(index).padStart(4, '0')}`,
  at: '2026-11-12T13:32:00Z',
  act: 'signed_in',
  system: null,
  organisation: null,
  services: null,
  failure: null,
  hasReceipt: false,
});
const answers: Answers = {
  activity: ({ offset, limit }) => ({
    total: TOTAL,
    rows: Array.from({ length: Math.max(0, Math.min(limit, TOTAL - offset)) }, (_, index) =>
      row(offset + index),
    ),
    chain: { kind: 'whole' },
  }),
};
const query = { text: '', filter: 'all', partyUuid: null, group: null } as const;

function Probe({ at }: { at: number }) {
  const log = useLog(query);
  return (
    <>
      <p data-testid="total">{log.total}</p>
      <p data-testid="row">{log.rowAt(at)?.number ?? '–'}</p>
      <button
        type="button"
        onClick={() => {
          log.want(at, at + 10);
        }}
      >
        want
      </button>
    </>
  );
}

it('loads the first window, and another one when its rows come into sight', async () => {
  const { user, callsOf } = await renderWithin(<Probe at={PAGE * 2 + 3} />, answers);
  await waitFor(() => expect(screen.getByTestId('total').textContent).toBe(String(TOTAL)));
  expect(screen.getByTestId('row').textContent).toBe('–');
  expect(callsOf('activity')).toHaveLength(1);
  await user.click(screen.getByRole('button'));
  await waitFor(() => expect(screen.getByTestId('row').textContent).toBe(row(PAGE * 2 + 3).number));
  expect(callsOf('activity')).toHaveLength(2);
});

function Whole() {
  const read = useWholeLog();
  return (
    <button
      type="button"
      onClick={() => void read(query).then((rows) => (document.title = String(rows.length)))}
    >
      read
    </button>
  );
}

it('reads all of it for paper', async () => {
  const { user } = await renderWithin(<Whole />, answers);
  await user.click(await screen.findByRole('button'));
  await waitFor(() => expect(document.title).toBe(String(TOTAL)));
});
