import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { Answers } from '~/host/memory';
import { failing } from '~/test/failing';
import { renderWithin } from '~/test/render';
import { useWindowed } from './windowed';

const list = { text: '', group: 'all' } as const;

/** Looks at a row far down. */
function Probe() {
  const rows = useWindowed('organisations', list);
  return (
    <>
      <button onClick={() => rows.onRange(150, 160)}>{rows.page ? 'down' : 'reading'}</button>
      <button onClick={rows.again}>again</button>
      <p data-testid="row">{rows.rowAt(150)?.name}</p>
      <p data-testid="error">{rows.error?.failure.code}</p>
    </>
  );
}

it('tells that a window further down could not be read, and reads that one again', async () => {
  const later = failing(() => ({ name: 'Fjord Snekkeri AS' }));
  const answers = {
    organisations: ({ offset, limit }: { offset: number; limit: number }) => ({
      total: 300,
      all: 300,
      rows: Array.from({ length: limit }, () => (offset === 0 ? { name: 'Granli' } : later.answer())),
      fetchedAt: null,
      failures: [],
    }),
  } as unknown as Answers;
  const { user, callsOf } = await renderWithin(<Probe />, answers);
  await user.click(await screen.findByRole('button', { name: 'down' }));
  await expect.poll(() => screen.getByTestId('error').textContent).toBe('timeout');
  later.mend();
  await user.click(screen.getByRole('button', { name: 'again' }));
  await expect.poll(() => screen.getByTestId('row').textContent).toBe('Fjord Snekkeri AS');
  expect(screen.getByTestId('error').textContent).toBe('');
  const asked = callsOf('organisations').map((input) => input as { offset: number; limit: number });
  expect(asked.filter(({ limit }) => limit === 100).map(({ offset }) => offset)).toEqual([0, 100, 100]);
});
