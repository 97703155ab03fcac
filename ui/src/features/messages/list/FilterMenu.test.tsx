import { screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { expect, it } from 'vitest';
import type { Facets } from '~/api/generated/surface';
import type { MessageList } from '~/api/message-rows';
import { renderWithin } from '~/test/render';
import { FilterMenu } from './FilterMenu';
import { noFilter, usualList } from './list-query';

function Menu({ services }: { services: string[] }) {
  const [filter, setFilter] = useState({ ...noFilter, services });
  const list: MessageList = { ...usualList('inbox', { kind: 'all' }), filter };
  return <FilterMenu list={list} onChange={setFilter} />;
}

it('keeps what is chosen in sight while it is asked what there is, and lets it be taken off', async () => {
  const offered: Facets = {
    owners: [],
    services: [
      { id: 'full', name: 'Mva-melding', count: 3 },
      { id: 'empty', name: 'Tom tjeneste', count: 0 },
    ],
  };
  let asked = 0;
  const { user, callsOf } = await renderWithin(<Menu services={['empty']} />, {
    message_facets: () => {
      asked += 1;
      return asked === 1 ? offered : new Promise<Facets>(() => undefined);
    },
  });
  await user.click(await screen.findByRole('button', { name: /^Filter/ }));
  // jsdom does not know that an open popover is shown.
  const pressed = () => screen.getByText('Tom tjeneste').closest('button')?.getAttribute('aria-pressed');
  const chip = await screen.findByText('Tom tjeneste');
  expect(pressed()).toBe('true');
  await user.click(chip);
  await waitFor(() => {
    expect(callsOf('message_facets')).toHaveLength(2);
  });
  expect(pressed()).toBe('false');
});
