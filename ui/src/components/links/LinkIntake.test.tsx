import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { renderWithin } from '~/test/render';

const link =
  'https://am.ui.altinn.no/accessmanagement/ui/systemuser/request?id=0f6a2c1e-7f0b-4b7c-9d9e-2f7a0e0c9b11';

/** What is dragged, in the kinds that the program it comes from gives. */
function dragged(kinds: Record<string, string>) {
  return { dataTransfer: { getData: (kind: string) => kinds[kind] ?? '' } };
}

async function drawn() {
  const within = await renderWithin(<input aria-label="Felt" />, {
    add_link: () => ({ key: 'k', kind: 'own', already: false }),
  });
  return { ...within, field: await screen.findByRole('textbox', { name: 'Felt' }) };
}

it('takes a link that is dropped anywhere, as an address or as text, and opens what it leads to', async () => {
  const { callsOf } = await drawn();
  // Without this the engine would not let go of it here.
  expect(fireEvent.dragOver(document.body)).toBe(false);
  // The engine itself would go there.
  expect(fireEvent.drop(document.body, dragged({ 'text/uri-list': link, 'text/plain': 'Tittel' }))).toBe(
    false,
  );
  await waitFor(() => {
    expect(callsOf('add_link')).toEqual([{ text: link }]);
  });
  expect((await screen.findByTestId('at')).textContent).toBe('/approvals/k');

  fireEvent.drop(document.body, dragged({ 'text/plain': `Se ${link}` }));
  await waitFor(() => {
    expect(callsOf('add_link')).toEqual([{ text: link }, { text: `Se ${link}` }]);
  });
});

it('takes a link that is pasted anywhere but where one types', async () => {
  const { user, callsOf, field } = await drawn();
  await user.click(field);
  await user.paste(link);
  expect(callsOf('add_link')).toEqual([]);
  await user.click(document.body);
  await user.paste(link);
  await waitFor(() => {
    expect(callsOf('add_link')).toEqual([{ text: link }]);
  });
});
