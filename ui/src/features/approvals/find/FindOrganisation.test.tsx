import { renderWithin } from '~/test/render';
import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { Failure, OrganisationRow } from '~/api/generated/surface';
import { CommandError, unexpected } from '~/errors/CommandError';
import type { Answers } from '~/host/memory';
import { FindOrganisation } from './FindOrganisation';

const failure = (context: Record<string, string>): Failure => ({
  ...unexpected('test'),
  code: 'request_not_located',
  context,
});
const fjord: OrganisationRow = {
  partyUuid: 'fjord',
  name: 'Fjord Snekkeri AS',
  initials: 'FS',
  orgNo: '313572773',
  kind: 'organisation',
  form: 'AS',
  parentName: null,
  isDeleted: false,
  isHeadingOnly: false,
  favourite: false,
  roles: [],
  accessManager: true,
  waiting: 0,
  messages: { unread: 0, due: 0, requiresAttention: 0 },
};

async function find(context: Record<string, string>, answers: Answers = {}) {
  return renderWithin(<FindOrganisation requestKey="r" failure={failure(context)} />, {
    organisations: () => ({ total: 1, all: 1, rows: [fjord], fetchedAt: null, failures: [] }),
    find_request: () => ({}),
    ...answers,
  });
}

it('asks the organisation that the person chooses, and no other', async () => {
  const { user, callsOf } = await find({ asked: '100', left: '149' });
  await user.click(await screen.findByRole('option', { name: /Fjord Snekkeri AS/ }));
  expect(callsOf('find_request')).toEqual([{ key: 'r', partyUuid: 'fjord' }]);
  expect(callsOf('organisations')[0]).toMatchObject({ group: 'access_manager' });
});

it('asks more of them when the person does not know', async () => {
  const { user, callsOf } = await find({ asked: '100', left: '49' });
  await user.click(await screen.findByRole('button', { name: 'Spør 49 til' }));
  expect(callsOf('find_request')).toEqual([{ key: 'r', partyUuid: null }]);
});

it('offers no more than there are', async () => {
  await find({ asked: '12', left: '0' });
  expect(screen.queryByRole('button', { name: /^Spør/ })).toBeNull();
});

it('says that the chosen one does not have it', async () => {
  const { user } = await find(
    { asked: '100', left: '149' },
    {
      find_request: () => {
        throw new CommandError(failure({ organisation: 'Fjord Snekkeri AS', asked: '101', left: '148' }));
      },
    },
  );
  await user.click(await screen.findByRole('option', { name: /Fjord Snekkeri AS/ }));
  expect((await screen.findByTestId('alerted')).textContent).toBe(
    'Fjord Snekkeri AS har ikke denne forespørselen.',
  );
});
