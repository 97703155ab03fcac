import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { Body, Message, Opened, TransmissionRow } from '~/api/generated/surface';
import { unexpected } from '~/errors/CommandError';
import { sampleRow } from '~/test/message';
import { renderWithin } from '~/test/render';
import { MessagePrint } from './MessagePrint';

const opened: Opened = {
  readAt: '2026-11-12T13:00:00Z',
  outdated: false,
  body: { kind: 'none' },
  additional: null,
  attachments: [],
  transmissions: 0,
  lastTransmission: null,
  activities: [],
  actions: [],
  melding: null,
  expires: null,
  elsewhere: null,
};
const message: Message = {
  row: sampleRow,
  orgNo: '310987654',
  service: 'Mva-melding',
  serviceId: 'mva',
  created: sampleRow.at,
  seenBy: [],
  systems: [],
  opened,
  open: { way: 'api', reason: null },
  needsStepUp: false,
};
const letter: TransmissionRow = {
  id: 't1',
  kind: 'decision',
  fromParty: false,
  title: 'Vedtak om mva',
  summary: null,
  sender: null,
  at: '2026-11-12T13:00:00Z',
  opened: true,
  authorised: true,
  depth: 0,
  attachments: [],
  hasContent: true,
  body: null,
};

const draw = (body: Body, thread: TransmissionRow[] = []) =>
  renderWithin(<MessagePrint message={{ ...message, opened: { ...opened, body } }} thread={thread} />);

it('prints why content is not there, not that there is none', async () => {
  const { unmount } = await draw({ kind: 'expired' });
  expect(await screen.findByText(/ikke tilgjengelig hos avsenderen lenger/)).toBeTruthy();
  unmount();
  const denied = await draw({ kind: 'not_authorised' });
  expect(await screen.findByText(/ikke lese innholdet/)).toBeTruthy();
  denied.unmount();
  await draw({ kind: 'failed', failure: { ...unexpected('test'), code: 'offline' } });
  expect(await screen.findByText(/^Innholdet kunne ikke hentes\./)).toBeTruthy();
  expect(screen.queryByText(/ikke lagt noe innhold/)).toBeNull();
});

it('prints the letters within: what was read of them, and that others were not', async () => {
  await draw({ kind: 'none' }, [
    { ...letter, summary: 'Vi har fastsatt mva.' },
    { ...letter, id: 't2', title: '', hasContent: false, authorised: false },
  ]);
  expect(await screen.findByRole('heading', { name: '2 forsendelser' })).toBeTruthy();
  expect(screen.getByRole('heading', { name: 'Vedtak om mva' })).toBeTruthy();
  expect(screen.getByText('Vi har fastsatt mva.')).toBeTruthy();
  expect(screen.getByText('Forsendelsen er ikke lest her. Innholdet er ikke med.')).toBeTruthy();
  expect(screen.getByText('Du har ikke tilgang til denne forsendelsen.')).toBeTruthy();
});
