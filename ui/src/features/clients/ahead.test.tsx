import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { makeQueryClient } from '~/api/queries';
import { memoryHost } from '~/host/memory';
import { clientWorld } from '~/test/clients';
import { renderWithin } from '~/test/render';
import { readAhead } from './ahead';
import { ClientsScreen } from './ClientsScreen';

/** What was asked ahead, and the cache that holds it. */
async function ahead(choice: Parameters<typeof clientWorld>[0] = {}) {
  const { answers } = clientWorld(choice);
  const host = memoryHost(answers);
  const client = makeQueryClient();
  await readAhead(host, client);
  return { answers, client, asked: host.calls.map(({ name }) => name) };
}

it('asks nothing of Altinn ahead', async () => {
  expect((await ahead()).asked).toEqual(['known_client_firms', 'client_matrix']);
});

it('leaves the firms to the screen where none is known', async () => {
  const { client, asked } = await ahead({ scope: false });
  expect(asked).toEqual(['known_client_firms']);
  expect(client.getQueryData(['client_firms', {}])).toBeUndefined();
});

it('keeps to what the screen has read itself', async () => {
  const { answers, client } = await ahead();
  const host = memoryHost(answers);
  await readAhead(host, client);
  expect(host.calls).toEqual([]);
});

it('lets the screen begin with its rows, and ask for the firms all the same', async () => {
  const { answers, client } = await ahead();
  let answer: () => void = () => undefined;
  const { client_firms: firms } = answers;
  answers.client_firms = async (input) => {
    await new Promise<void>((resolve) => (answer = resolve));
    return firms!(input);
  };
  const { callsOf } = await renderWithin(<ClientsScreen />, answers, '/clients', '$id', client);
  expect(await screen.findByRole('grid')).toBeTruthy();
  expect(callsOf('client_firms')).toHaveLength(1);
  expect(callsOf('client_matrix')).toEqual([]);
  answer();
});
