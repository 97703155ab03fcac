import { renderWithin } from '~/test/render';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { useRef } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Ability, Review, Settings } from '~/api/generated/surface';
import { usualSettings } from '~/app/appearance';
import { CommandError, unexpected } from '~/errors/CommandError';
import type { Answers } from '~/host/memory';
import { halfDone, invoiceChange } from '~/sample/data/changes';
import { reviews } from '~/sample/data/reviews';
import { DecisionBar } from './DecisionBar';

const [ordinary] = reviews;
if (!ordinary) throw new Error('the sample has no review');
const portal: Ability = { way: 'portal', reason: 'portal_scope_only' };

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
});
afterEach(() => {
  vi.useRealTimers();
});

function Bar({ review, ticked, onChanged }: { review: Review; ticked: boolean; onChanged: () => void }) {
  const tickRef = useRef<HTMLInputElement>(null);
  return (
    <>
      <input ref={tickRef} type="checkbox" aria-label="tick" />
      <DecisionBar
        review={review}
        ticked={ticked}
        tickRef={tickRef}
        rowFailure={null}
        onChanged={onChanged}
        onCheck={vi.fn()}
        onNext={undefined}
      />
    </>
  );
}

async function bar(
  more: Partial<Review> = {},
  answers: Answers = {},
  { settings, ticked = false }: { settings?: Partial<Settings>; ticked?: boolean } = {},
) {
  const onChanged = vi.fn();
  const review = { ...ordinary, ...more } as Review;
  const drawn = await renderWithin(<Bar review={review} ticked={ticked} onChanged={onChanged} />, {
    settings: () => ({ ...usualSettings, ...settings }),
    ...answers,
  });
  await screen.findByRole('button', { name: 'Avvis' });
  await waitFor(() => expect(drawn.callsOf('settings')).toHaveLength(1));
  return { ...drawn, review, onChanged };
}
const button = (name: string) => screen.getByRole('button', { name });
const pass = (ms: number) =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });

describe('approving', () => {
  it('asks once more, in place, and sends what was shown', async () => {
    const { user, callsOf, review } = await bar(
      {},
      { approve: () => ({ kind: 'done', receipt: '2026-0001' }) },
    );
    await user.click(button('Godkjenn …'));
    expect(screen.getByText(/Den gjelder til den blir trukket tilbake/)).toBeDefined();
    expect(document.activeElement).toBe(button('Godkjenn'));
    await pass(400);
    await user.click(button('Godkjenn'));
    expect(callsOf('approve')).toEqual([
      { key: review.key, fingerprint: review.fingerprint, acknowledged: false },
    ]);
    expect((await screen.findByTestId('at')).textContent).toBe('/activity/2026-0001');
    expect(screen.getByTestId('said').textContent).toContain('Godkjent: SmartCloud Regnskap');
  });

  it('is said as done when only the receipt could not be saved', async () => {
    const failure = { ...unexpected('store'), code: 'disk_full' as const };
    const { user } = await bar({}, { approve: () => ({ kind: 'unrecorded', failure }) });
    await user.click(button('Godkjenn …'));
    await pass(400);
    await user.click(button('Godkjenn'));
    expect(await screen.findByText('Godkjent hos Altinn.')).toBeDefined();
    expect(screen.getByTestId('alerted').textContent).toContain(
      'Kvitteringen er ikke lagret ennå: Disken er full. Fullmakt prøver igjen',
    );
    expect(screen.queryByText('Ikke godkjent.')).toBeNull();
  });

  it('is not done by a second press within 400 ms', async () => {
    const { user, callsOf } = await bar({}, { approve: () => ({ kind: 'done', receipt: '2026-0001' }) });
    await user.click(button('Godkjenn …'));
    await user.click(button('Godkjenn'));
    await pass(300);
    await user.click(button('Godkjenn'));
    expect(callsOf('approve')).toEqual([]);
    await pass(200);
    await user.click(button('Godkjenn'));
    expect(callsOf('approve')).toHaveLength(1);
  });

  it('is not done by a key held down, however long', async () => {
    const { user } = await bar();
    button('Godkjenn …').focus();
    await user.keyboard('{Enter}');
    await pass(1000);
    // An engine clicks on the keydown of Enter unless that is prevented: while held it is, pressed anew it is not.
    expect(fireEvent.keyDown(button('Godkjenn'), { key: 'Enter', repeat: true })).toBe(false);
    expect(fireEvent.keyDown(button('Godkjenn'), { key: ' ', repeat: true })).toBe(false);
    expect(fireEvent.keyDown(button('Godkjenn'), { key: 'Enter' })).toBe(true);
  });

  it('begins with Ctrl+Enter, and leaves with Escape to the button it came from', async () => {
    const { user } = await bar();
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(document.activeElement).toBe(button('Godkjenn'));
    await user.keyboard('{Escape}');
    expect(document.activeElement).toBe(button('Godkjenn …'));
  });

  it('says what happened when Altinn refuses, and gives the focus back', async () => {
    const { user } = await bar(
      {},
      {
        approve: () => {
          throw new CommandError({
            ...unexpected('test'),
            code: 'missing_package',
            upstreamCode: 'AUTH-00053',
            context: { items: '«Lønn»' },
          });
        },
      },
    );
    await user.click(button('Godkjenn …'));
    await pass(400);
    await user.click(button('Godkjenn'));
    expect((await screen.findByText('Ikke godkjent.')).parentElement?.textContent).toContain('AUTH-00053');
    expect(screen.getByTestId('alerted').textContent).toContain('Ikke godkjent.');
    expect(document.activeElement).toBe(button('Godkjenn …'));
  });

  it('reads the request again when it has changed', async () => {
    const { user, onChanged } = await bar(
      {},
      {
        approve: () => {
          throw new CommandError({ ...unexpected('test'), code: 'request_changed' });
        },
      },
    );
    await user.click(button('Godkjenn …'));
    await pass(400);
    await user.click(button('Godkjenn'));
    await waitFor(() => expect(onChanged).toHaveBeenCalledOnce());
  });

  it('leads to the tick first where one must stop and think', async () => {
    const needsTick = { decide: { ...ordinary.decide, needsTick: true } };
    const { user } = await bar(needsTick);
    await user.click(button('Godkjenn …'));
    expect(document.activeElement).toBe(screen.getByLabelText('tick'));
    expect(screen.queryByRole('button', { name: 'Godkjenn' })).toBeNull();
  });

  it('sends the tick along', async () => {
    const { user, callsOf } = await bar(
      { decide: { ...ordinary.decide, needsTick: true } },
      { approve: () => ({ kind: 'unknown' }) },
      { ticked: true },
    );
    await user.click(button('Godkjenn …'));
    await pass(400);
    await user.click(button('Godkjenn'));
    expect(callsOf('approve')).toMatchObject([{ acknowledged: true }]);
  });

  it('goes by Altinn’s page where only that may', async () => {
    const { user, callsOf, review } = await bar(
      { decide: { ...ordinary.decide, approve: portal } },
      { hand_off: () => ({ kind: 'handed_off' }) },
    );
    expect(screen.queryByRole('button', { name: 'Åpne hos Altinn' })).toBeNull();
    await user.click(button('Godkjenn …'));
    expect(screen.getByText(/trykk Godkjenn der/)).toBeDefined();
    await pass(400);
    await user.click(button('Åpne hos Altinn'));
    expect(callsOf('hand_off')).toEqual([{ key: review.key }]);
    expect(callsOf('approve')).toEqual([]);
  });

  it('is not offered where it must fail: forwarding is', async () => {
    const { user, callsOf } = await bar(
      {
        decide: {
          ...ordinary.decide,
          approve: { way: 'none', reason: 'missing_rights' },
          escalate: { way: 'api', reason: null },
        },
        authority: {
          ...ordinary.authority,
          canPass: 9,
          missing: [{ isPackage: true, id: 'urn', name: 'Lønn', reasons: ['missing_package'] }],
        },
      },
      { escalate: () => ({ kind: 'forwarded' }) },
    );
    expect(screen.queryByRole('button', { name: 'Godkjenn …' })).toBeNull();
    await user.click(button('Send videre'));
    expect(screen.getByText(/Ingenting er godkjent før en av dem gjør det/).textContent).toContain(
      'Ingrid Solberg og Tor Bakke',
    );
    await pass(400);
    await user.click(button('Send videre'));
    expect(callsOf('escalate')).toHaveLength(1);
  });

  it('cannot be pressed offline, and says why', async () => {
    const { user } = await bar({
      decide: { ...ordinary.decide, approve: { way: 'none', reason: 'offline' } },
    });
    const approve = button('Godkjenn …');
    expect(approve.getAttribute('aria-disabled')).toBe('true');
    const reason = document.getElementById(approve.getAttribute('aria-describedby') ?? '');
    expect(reason?.textContent).toBe('Du må være på nett for å godkjenne');
    await user.click(approve);
    expect(screen.queryByRole('button', { name: 'Godkjenn' })).toBeNull();
  });
});

describe('a change', () => {
  const change = invoiceChange('p');
  const asChange = { kind: 'change', change } as const;

  it('is approved by its effect, and says what it was', async () => {
    const { user } = await bar(asChange, { approve: () => ({ kind: 'done', receipt: '2026-0009' }) });
    await user.click(button('Godkjenn endringen …'));
    expect(screen.getByText(/Det virker med en gang/).textContent).toContain('3 tjenester mer, 1 mindre');
    await pass(400);
    await user.click(button('Godkjenn'));
    expect((await screen.findByTestId('at')).textContent).toBe('/activity/2026-0009');
    expect(screen.getByTestId('said').textContent).toContain('Endret: SmartCloud Regnskap');
  });

  it('that stops half-way says how far it came, and nothing of «not approved»', async () => {
    const steps = change.steps.map((step, index) => ({ ...step, done: index < 2 }));
    const { user } = await bar(asChange, {
      approve: () => ({
        kind: 'partly',
        steps,
        failure: { ...unexpected('x'), code: 'change_half_done', context: { done: '2', left: '1' } },
      }),
    });
    await user.click(button('Godkjenn endringen …'));
    await pass(400);
    await user.click(button('Godkjenn'));
    expect(await screen.findByText('Bare delvis endret.')).toBeDefined();
    expect(screen.getByTestId('alerted').textContent).toContain('2 av 3 steg er gjort.');
    expect(screen.queryByText('Ikke godkjent.')).toBeNull();
  });

  it('goes on with what is left', async () => {
    const { user, callsOf } = await bar(
      { kind: 'change', change: halfDone('p', '2026-11-12T12:00:00Z') },
      { approve: () => ({ kind: 'unknown' }) },
    );
    await user.click(button('Fortsett endringen …'));
    expect(screen.getByText(/gjenstår/).textContent).toContain('1 steg');
    await pass(400);
    await user.click(button('Fortsett'));
    expect(callsOf('approve')).toHaveLength(1);
  });

  it('is never forwarded by Altinn: that does not exist', async () => {
    await bar({
      ...asChange,
      decide: {
        ...ordinary.decide,
        approve: { way: 'none', reason: 'missing_rights' },
        escalate: { way: 'none', reason: 'kind_unsupported' },
      },
    });
    expect(screen.queryByRole('button', { name: 'Send videre' })).toBeNull();
  });
});

describe('rejecting', () => {
  const scheduled: Answers = {
    reject: () => ({ kind: 'scheduled', at: new Date(Date.now() + 10_000).toISOString() }),
    undo_reject: () => ({}),
  };

  it('waits ten seconds, and Ctrl+Z takes it back', async () => {
    const { user, callsOf, review } = await bar({}, scheduled);
    await user.click(button('Avvis'));
    expect(callsOf('reject')).toEqual([{ key: review.key, now: false }]);
    await waitFor(() =>
      expect(screen.getByTestId('said').textContent).toBe(
        'Avvist: SmartCloud Regnskap for Fjord Snekkeri AS.',
      ),
    );
    await user.keyboard('{Control>}z{/Control}');
    await waitFor(() => expect(callsOf('undo_reject')).toEqual([{ key: review.key }]));
    await waitFor(() =>
      expect(screen.getByTestId('said').textContent).toBe('Avvisningen er angret. Ingenting ble sendt.'),
    );
  });

  it('asks first, and sends at once, where the person cannot work with time limits', async () => {
    const { user, callsOf, review } = await bar(
      {},
      { reject: () => ({ kind: 'done', receipt: '2026-0002' }) },
      { settings: { undoReject: false } },
    );
    await user.click(button('Avvis'));
    expect(callsOf('reject')).toEqual([]);
    expect(screen.getByText(/Leverandøren må spørre på nytt/)).toBeDefined();
    await user.click(button('Avvis'));
    expect(callsOf('reject')).toEqual([]);
    await pass(400);
    await user.click(button('Avvis'));
    expect(callsOf('reject')).toEqual([{ key: review.key, now: true }]);
  });

  it('says so when it is too late to undo', async () => {
    const { user } = await bar(
      {},
      {
        ...scheduled,
        undo_reject: () => {
          throw new CommandError({ ...unexpected('test'), code: 'request_already_decided' });
        },
      },
    );
    await user.click(button('Avvis'));
    await waitFor(() => expect(screen.getByTestId('said').textContent).not.toBe(''));
    await user.keyboard('{Control>}z{/Control}');
    await waitFor(() => expect(screen.getByTestId('alerted').textContent).toBe('Avvisningen var alt sendt.'));
  });
});
