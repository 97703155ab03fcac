import { act, fireEvent, screen } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import type { PlanAgent } from '~/api/generated/surface';
import { renderWithin } from '~/test/render';
import { StartBar } from './StartBar';
import type { PlanSum } from './usePlans';

const agent: PlanAgent = { id: 'a1', title: 'SmartCloud Regnskap', adds: 0, removes: 0, services: 0 };

/** A plan that gives one access to these clients. */
function planOf(clients: string[]): PlanSum {
  const adds = clients.length;
  const sum = {
    adds,
    removes: 0,
    already: 0,
    blocked: 0,
    underWay: 0,
    clients: adds,
    agents: [{ ...agent, adds }],
    blocks: [],
    packages: [],
    changeCalls: adds,
    checkCalls: 0,
    seconds: 1,
    badLineCount: 0,
    fetchedAt: null,
  };
  const marks = { kind: 'ids' as const, ids: clients };
  return {
    ...sum,
    parts: [
      {
        change: { kind: 'marks', marks, agents: ['a1'] } as never,
        plan: { ...sum, fingerprint: clients.join(' ') } as never,
      },
    ],
  };
}

async function draw() {
  let show: (sum: PlanSum | null, pending?: boolean) => void = () => undefined;
  function Drawn() {
    const [{ sum, pending }, set] = useState<{ sum: PlanSum | null; pending: boolean }>({
      sum: planOf(['c1', 'c2']),
      pending: false,
    });
    show = (next, waits = false) => {
      set({ sum: next, pending: waits });
    };
    return (
      <StartBar
        sum={sum}
        pending={pending}
        change={{ way: 'api' } as never}
        firm="Lunde Regnskap AS"
        onStarted={vi.fn()}
      />
    );
  }
  const start = vi.fn(() => ({}));
  const drawn = await renderWithin(<Drawn />, { start_job: start as never });
  fireEvent.click(await screen.findByRole('button', { name: 'Legg til 2 klienter' }));
  await new Promise((resolve) => setTimeout(resolve, 450));
  return {
    ...drawn,
    /** The panel has another plan now. */
    show: (sum: PlanSum | null, pending?: boolean) => {
      act(() => {
        show(sum, pending);
      });
    },
  };
}

describe('StartBar', () => {
  it('asks anew when a client is unticked while it asks', async () => {
    const { show, callsOf } = await draw();
    show(planOf(['c1', 'c2']), true);
    fireEvent.click(screen.getByRole('button', { name: 'Legg til' }));
    show(planOf(['c1']));
    expect(screen.queryByRole('button', { name: 'Legg til' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Legg til 1 klient' })).toBeTruthy();
    expect(callsOf('start_job')).toEqual([]);
  });

  it('goes on asking when the same plan was read again', async () => {
    const { show, callsOf } = await draw();
    show(planOf(['c1', 'c2']));
    fireEvent.click(screen.getByRole('button', { name: 'Legg til' }));
    expect(callsOf('start_job')).toMatchObject([{ fingerprint: 'c1 c2' }]);
    expect(await screen.findByRole('button', { name: 'Legg til 2 klienter' })).toBeTruthy();
  });
});
