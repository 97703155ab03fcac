import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { ClientFirm } from '~/api/generated/surface';
import { clientWorld } from '~/test/clients';
import { renderWithin } from '~/test/render';
import { ClientPane } from './ClientPane';

/** The page of the first client, whose messages may be one's own to read. */
async function draw(acting: boolean) {
  const { answers } = clientWorld();
  const { firms } = await answers.client_firms!({});
  const firm = firms[0] as ClientFirm;
  const page = await answers.client_matrix!({
    firm: firm.partyUuid,
    agents: [],
    personPackages: [],
    filter: { text: '', state: null, column: null, group: null, tag: null, deleted: 'hidden', forms: [] },
    sort: 'name',
    descending: false,
    offset: 0,
    limit: 1,
  });
  const [client] = page.rows;
  if (!client) throw new Error('the sample has no clients');
  const row = {
    partyUuid: client.id,
    name: client.name,
    initials: 'BB',
    kind: 'organisation',
    isHeadingOnly: false,
  };
  const drawn = await renderWithin(
    <ClientPane firm={firm} id={client.id} page={page} />,
    {
      ...answers,
      organisations: () =>
        ({ rows: acting ? [row] : [], total: 1, all: 1, fetchedAt: null, failures: [] }) as never,
      open_organisation: () => ({}),
    },
    '/clients',
  );
  await screen.findByRole('heading', { level: 1, name: client.name });
  return { ...drawn, client };
}

it('leads to the messages of a client that one acts for', async () => {
  const { user, router, callsOf, client } = await draw(true);
  await user.click(await screen.findByRole('button', { name: 'Meldinger til klienten' }));
  expect(router.state.location.pathname).toBe('/inbox');
  expect(callsOf('open_organisation')).toEqual([{ partyUuid: client.id }]);
});

it('offers no way to messages that one may not read', async () => {
  const { callsOf } = await draw(false);
  expect(callsOf('organisations')).toHaveLength(1);
  expect(screen.queryByRole('button', { name: 'Meldinger til klienten' })).toBeNull();
});
