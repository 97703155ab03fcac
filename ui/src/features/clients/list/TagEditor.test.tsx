import { screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { expect, it } from 'vitest';
import type { ClientView } from '~/api/generated/surface';
import { slow } from '~/test/failing';
import { renderWithin } from '~/test/render';
import { TagEditor } from './TagEditor';

/** A client with two tags, of which one can go. */
function Client() {
  const [tags, setTags] = useState(['Lønn', 'Mva']);
  return (
    <>
      <button
        onPointerEnter={() => {
          setTags(['Mva']);
        }}
      >
        answer
      </button>
      <TagEditor
        firm="f"
        view={{ row: { id: 'c1', tags }, groups: [] } as unknown as ClientView}
        known={[]}
      />
    </>
  );
}

it('leads on to the next tag when one goes', async () => {
  const { user } = await renderWithin(<Client />, {
    tag_clients: () => ({}),
    party_groups: () => ({ groups: [] }),
  });
  const first = await screen.findByRole('button', { name: 'Fjern merkelappen Lønn' });
  expect(document.activeElement).toBe(document.body);
  await user.click(first);
  await user.hover(screen.getByRole('button', { name: 'answer' }));
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Fjern merkelappen Mva' }));
});

it('keeps what was typed until it is put', async () => {
  const { user, host } = await renderWithin(<Client />, {
    tag_clients: () => {
      throw slow;
    },
    party_groups: () => ({ groups: [] }),
  });
  const field = await screen.findByRole('combobox');
  await user.type(field, 'Nye{Enter}');
  await waitFor(() => {
    expect(screen.getByTestId('alerted').textContent).not.toBe('');
  });
  expect((field as HTMLInputElement).value).toBe('Nye');
  host.answers.tag_clients = () => ({});
  await user.keyboard('{Enter}');
  await waitFor(() => {
    expect((field as HTMLInputElement).value).toBe('');
  });
});
