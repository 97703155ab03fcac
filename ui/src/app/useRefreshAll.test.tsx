import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { renderWithin } from '~/test/render';
import { quiet } from '~/test/status';
import { useRefreshAll } from './useRefreshAll';

function Everything() {
  const refresh = useRefreshAll();
  return <button onClick={refresh}>Hent alt</button>;
}

it('asks again for whom one acts for, in the lists and for messages', async () => {
  const { callsOf } = await renderWithin(<Everything />, {
    status: () => quiet,
    refresh_organisations: () => ({}),
    ui_mark: () => ({}),
  });
  fireEvent.click(await screen.findByRole('button', { name: 'Hent alt' }));
  await waitFor(() => {
    expect(callsOf('sync_messages')).toEqual([{ scope: { kind: 'all' }, deepen: false, parties: true }]);
  });
  expect(callsOf('refresh_organisations')).toHaveLength(1);
});
