import { renderWithin } from '~/test/render';
import { act, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Alike, AlikeOutcome } from '~/api/generated/surface';
import { unexpected } from '~/errors/CommandError';
import type { Answers } from '~/host/memory';
import { reviews } from '~/sample/data/reviews';
import { failing } from '~/test/failing';
import { approvalsAnswers } from '~/sample/data/approvals';
import { ApprovalsScreen } from '../ApprovalsScreen';
import { choicesOf, isSeveral, wentOf } from './alike-view';

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
});
afterEach(() => {
  vi.useRealTimers();
});
const pass = (ms: number) =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });
const ten = reviews.filter(({ system }) => system.title === 'Bankavstemming');
const [first] = ten;
if (!first) throw new Error('the sample has no requests that are alike');

/** The queue with the ten, all of which this person can approve. */
async function queue(more: Answers = {}) {
  const world = approvalsAnswers({ emit: () => undefined });
  const all: Alike = {
    rows: ten.map(({ key, organisation, authority, fingerprint }) => ({
      key,
      partyUuid: organisation.partyUuid,
      organisation: organisation.name,
      orgNo: organisation.orgNo,
      authority,
      cues: [],
      canApprove: true,
      fingerprint,
      failure: null,
    })),
    more: 0,
    approve: { way: 'api', reason: null },
    needsTick: false,
  };
  const drawn = await renderWithin(
    <ApprovalsScreen />,
    { ...world, alike: () => all, ...more },
    '/approvals',
    '$key',
  );
  let activations = 0;
  return {
    ...drawn,
    all,
    /** Presses, and counts it. */
    press: async (element: HTMLElement) => {
      activations += 1;
      await drawn.user.click(element);
    },
    activations: () => activations,
  };
}

it('checks them once more by the same button where it failed', async () => {
  const checked = failing(() => all);
  const { press, all } = await queue({ alike: checked.answer });
  const row = await screen.findAllByRole('option', { name: /Bankavstemming/ });
  await press(row[0]!);
  await press(await screen.findByRole('button', { name: 'Sjekk alle 10' }));
  await screen.findByRole('button', { name: 'Prøv igjen' });
  checked.mend();
  await press(screen.getByRole('button', { name: 'Sjekk alle 10' }));
  expect(await screen.findByRole('group', { name: /10 av 10 valgt/ })).toBeDefined();
});

it('approves the same for ten organisations with four activations, each with its own receipt', async () => {
  const { press, activations, callsOf } = await queue();
  const row = await screen.findAllByRole('option', { name: /Bankavstemming/ });
  await press(row[0]!);
  await press(await screen.findByRole('button', { name: 'Sjekk alle 10' }));
  const boxes = await within(await screen.findByRole('group', { name: /10 av 10 valgt/ })).findAllByRole(
    'checkbox',
  );
  expect(boxes.every((box) => (box as HTMLInputElement).checked)).toBe(true);
  await press(screen.getByRole('button', { name: /Godkjenn for 10/ }));
  expect(screen.getByText(/10 virksomheter/, { selector: 'strong' })).toBeDefined();
  await pass(400);
  await press(screen.getByRole('button', { name: 'Godkjenn' }));
  await pass(1000);
  expect(await screen.findByRole('heading', { name: 'Godkjent for 10 av 10' })).toBe(document.activeElement);
  expect(screen.getAllByRole('link', { name: /^Kvittering .* for / })).toHaveLength(10);
  expect(activations()).toBe(4);
  const [sent] = callsOf('approve_alike') as { requests: unknown[] }[];
  expect(sent?.requests).toHaveLength(10);
  expect(callsOf('approve')).toEqual([]);
});

it('asks nothing of Altinn about the others before one wants it', async () => {
  const { press, callsOf } = await queue();
  await press((await screen.findAllByRole('option', { name: /Bankavstemming/ }))[0]!);
  await screen.findByRole('button', { name: 'Sjekk alle 10' });
  expect(callsOf('alike')).toEqual([]);
});

it('tells organisation by organisation what went wrong, and what was not sent for that', async () => {
  const failure = { ...unexpected('test'), code: 'offline' as const };
  const { press } = await queue({
    approve_alike: ({ requests }) => ({
      rows: requests.map(({ key }, index) => ({
        key,
        organisation: `Nummer ${String(index)}`,
        decision: index === 0 ? { kind: 'done', receipt: '2026-0200' } : null,
        failure: index === 1 ? failure : null,
      })),
      approved: 1,
      notSent: 8,
    }),
  });
  await press((await screen.findAllByRole('option', { name: /Bankavstemming/ }))[0]!);
  await press(await screen.findByRole('button', { name: 'Sjekk alle 10' }));
  await press(await screen.findByRole('button', { name: /Godkjenn for 10/ }));
  await pass(400);
  await press(screen.getByRole('button', { name: 'Godkjenn' }));
  expect(await screen.findByRole('heading', { name: 'Godkjent for 1 av 10' })).toBeDefined();
  expect(screen.getByText(/Du er ikke på nett/)).toBeDefined();
  expect(screen.getAllByText('ikke sendt')).toHaveLength(8);
  await waitFor(() => expect(screen.getByTestId('alerted').textContent).toContain('Godkjent for 1 av 10'));
});

it('tells how far it has come, and asks for nothing again meanwhile', async () => {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const { press, host, callsOf } = await queue({
    approve_alike: async ({ requests }) => {
      await ended;
      return {
        rows: requests.map(({ key }, index) => ({
          key,
          organisation: `Nummer ${String(index)}`,
          decision: { kind: 'done', receipt: `2026-02${String(index)}` },
          failure: null,
        })),
        approved: requests.length,
        notSent: 0,
      };
    },
  });
  await press((await screen.findAllByRole('option', { name: /Bankavstemming/ }))[0]!);
  await press(await screen.findByRole('button', { name: 'Sjekk alle 10' }));
  await press(await screen.findByRole('button', { name: /Godkjenn for 10/ }));
  await pass(400);
  await press(screen.getByRole('button', { name: 'Godkjenn' }));
  const [status] = await screen.findAllByText('Godkjenner: 0 av 10');
  expect(status).toBeDefined();
  const checked = callsOf('alike').length;
  const [sent] = callsOf('approve_alike') as { requests: { key: string }[] }[];
  const run = sent?.requests[0]?.key ?? '';
  act(() => {
    host.emit({ kind: 'alike_progress', first: run, done: 3, total: 10 });
    host.emit({ kind: 'alike_progress', first: 'another', done: 7, total: 8 });
  });
  expect(
    screen
      .getAllByText('Godkjenner: 3 av 10')
      .some((one) => one.role === 'status' || one.closest('[role=status]')),
  ).toBe(true);
  expect(callsOf('alike')).toHaveLength(checked);
  end();
  expect(await screen.findByRole('heading', { name: 'Godkjent for 10 av 10' })).toBeDefined();
  expect(screen.queryByText(/Godkjenner:/)).toBeNull();
});

it('leaves out whom one takes away', async () => {
  const { press, user, callsOf } = await queue();
  await press((await screen.findAllByRole('option', { name: /Bankavstemming/ }))[0]!);
  await press(await screen.findByRole('button', { name: 'Sjekk alle 10' }));
  const group = await screen.findByRole('group', { name: /valgt/ });
  await user.click(within(group).getAllByRole('checkbox')[3]!);
  await press(await screen.findByRole('button', { name: /Godkjenn for 9/ }));
  await pass(400);
  await press(screen.getByRole('button', { name: 'Godkjenn' }));
  const [sent] = callsOf('approve_alike') as { requests: { key: string }[] }[];
  expect(sent?.requests.map(({ key }) => key)).not.toContain(ten[3]?.key);
});

describe('alike-view', () => {
  const row = (key: string, canApprove = true) =>
    ({ key, canApprove, fingerprint: `f-${key}` }) as Alike['rows'][number];
  const alike = { rows: [row('a'), row('b', false), row('c')] } as Alike;

  it('names only those that can be approved, each as it was shown', () => {
    expect(choicesOf(alike, null)).toEqual([
      { key: 'a', fingerprint: 'f-a' },
      { key: 'c', fingerprint: 'f-c' },
    ]);
    expect(choicesOf(alike, new Set(['b', 'c']))).toEqual([{ key: 'c', fingerprint: 'f-c' }]);
  });

  it('goes the way of one when only the open one is left', () => {
    expect(isSeveral(choicesOf(alike, new Set(['a'])), 'a')).toBe(false);
    expect(isSeveral(choicesOf(alike, new Set(['c'])), 'a')).toBe(true);
    expect(isSeveral([], 'a')).toBe(false);
  });

  it('tells not sent from failed, and unknown from done', () => {
    const went = (more: Partial<AlikeOutcome>) =>
      wentOf({ key: 'a', organisation: 'A', decision: null, failure: null, ...more });
    expect(went({})).toBe('not_sent');
    expect(went({ failure: unexpected('x') })).toBe('failed');
    expect(went({ decision: { kind: 'unknown' } })).toBe('unknown');
    expect(went({ decision: { kind: 'done', receipt: '1' } })).toBe('approved');
  });
});
