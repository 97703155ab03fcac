import { screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { InScope } from '~/test/InScope';
import { renderWithin } from '~/test/render';
import { ScopeChip } from './ScopeChip';

it('draws a person round, as everywhere', async () => {
  await renderWithin(
    <InScope of={{ partyUuid: 'p1', name: 'Kari Nordmann', initials: 'KN', kind: 'person' }}>
      <ScopeChip />
    </InScope>,
    { open_organisation: () => ({}), ui_mark: () => ({}) },
  );
  await waitFor(() => {
    expect(screen.getByText('KN').dataset['kind']).toBe('person');
  });
});
