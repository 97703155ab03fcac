import { renderWithin } from '~/test/render';
import { screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { CommandError, unexpected } from '~/errors/CommandError';
import type { Answers } from '~/host/memory';
import { LinkPanel } from './LinkPanel';

const link =
  'https://am.ui.altinn.no/accessmanagement/ui/systemuser/request?id=0f6a2c1e-7f0b-4b7c-9d9e-2f7a0e0c9b11';
const panel = (answers: Answers) =>
  renderWithin(<LinkPanel listing={{ way: 'none', reason: 'portal_scope_only' }} />, answers);
const field = () => screen.findByRole('textbox', { name: 'Lenke fra leverandøren' });

it('reads a pasted link at once, and opens what it leads to', async () => {
  const { user, callsOf } = await panel({ add_link: () => ({ key: 'k', kind: 'own', already: false }) });
  await user.click(await field());
  await user.paste(link);
  await waitFor(() => expect(callsOf('add_link')).toEqual([{ text: link }]));
  expect((await screen.findByTestId('at')).textContent).toBe('/approvals/k');
});

it('gives the core all of a huge text, and shows only its beginning', async () => {
  const huge = 'x'.repeat(100_000);
  const { user, callsOf } = await panel({
    add_link: () => {
      throw new CommandError({ ...unexpected('test'), code: 'link_too_long' });
    },
  });
  await user.click(await field());
  await user.paste(huge);
  await waitFor(() => expect(callsOf('add_link')).toEqual([{ text: huge }]));
  expect(((await field()) as HTMLInputElement).value.length).toBeLessThan(1000);
});

it('says beside the field why a link is not taken, until it is changed', async () => {
  const { user } = await panel({
    add_link: () => {
      throw new CommandError({ ...unexpected('test'), code: 'link_not_https', context: {} });
    },
  });
  const input = await field();
  await user.type(input, 'http://am.ui.altinn.no{Enter}');
  await waitFor(() => expect(input.getAttribute('aria-invalid')).toBe('true'));
  const described = (input.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent);
  expect(described.join(' ')).toMatch(/https/i);
  await user.type(input, 'x');
  expect(input.getAttribute('aria-invalid')).toBe('false');
});

it('explains why a link is needed where Altinn gives no list', async () => {
  await panel({});
  expect(await screen.findByText(/Altinn lar bare sin egen side vise hva som venter/)).toBeDefined();
});

it('explains a link to consent, and leaves it to Altinn’s own page', async () => {
  const consent = 'https://altinn.no/accessmanagement/ui/consent/request?id=1';
  const { user, callsOf } = await panel({
    add_link: () => {
      throw new CommandError({
        ...unexpected('test'),
        code: 'link_kind_unsupported',
        context: { page: 'consent' },
      });
    },
    open_external: () => ({}),
  });
  await user.click(await field());
  await user.paste(consent);
  expect(await screen.findByText(/Bare Altinns egen side kan vise hva det gjelder/)).toBeDefined();
  expect(callsOf('open_external')).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Åpne hos Altinn' }));
  expect(callsOf('open_external')).toEqual([{ target: { kind: 'altinn_page', text: consent } }]);
});
