import { screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, it } from 'vitest';
import type { SystemUserRow } from '~/api/generated/surface';
import { renderWithin } from '~/test/render';
import { ReviewDate } from './ReviewDate';

const row = { partyUuid: 'p', id: 'u' } as SystemUserRow;

/** An access with a day, until it is taken away. */
function Access() {
  const [on, setOn] = useState<string | null>('2027-05-12');
  return (
    <>
      <button
        onPointerEnter={() => {
          setOn(null);
        }}
      >
        answer
      </button>
      <ReviewDate row={{ ...row, reviewOn: on }} />
    </>
  );
}

it('leads to the field when the day goes with the button that took it away', async () => {
  const { user } = await renderWithin(<Access />, { set_review_date: () => ({}) });
  const field = await screen.findByLabelText('Dag du vil se over tilgangen');
  expect(document.activeElement).toBe(document.body);
  await user.click(screen.getByRole('button', { name: 'Fjern' }));
  await user.hover(screen.getByRole('button', { name: 'answer' }));
  expect(document.activeElement).toBe(field);
});
