import { screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { ScopeParty } from '~/components/scope/ScopeProvider';
import { activityAnswers } from '~/sample/data/activity';
import { InScope } from '~/test/InScope';
import { renderWithin } from '~/test/render';
import { ActivityScreen } from '../ActivityScreen';

const empty: ScopeParty = {
  partyUuid: 'p9',
  name: 'Tom Virksomhet AS',
  initials: 'TV',
  kind: 'organisation',
};

it('says that nothing was done for the organisation chosen, and shows what was done for all', async () => {
  const { user } = await renderWithin(
    <InScope of={empty}>
      <ActivityScreen />
    </InScope>,
    activityAnswers(),
    '/activity',
    '$number',
  );
  expect(await screen.findByText('Ingenting er gjort for Tom Virksomhet AS fra denne maskinen')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Vis alle virksomheter' }));
  await waitFor(() => {
    expect(screen.getAllByRole('option').length).toBeGreaterThan(3);
  });
});
