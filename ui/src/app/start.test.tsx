import { act, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { Root } from 'react-dom/client';
import type { CommandName } from '~/api/generated/surface';
import { memoryHost, type Answers } from '~/host/memory';
import { approvalsAnswers } from '~/sample/data/approvals';
import { clientsAnswers } from '~/sample/data/clients/answers';
import { messagesAnswers } from '~/sample/data/messages/answers';
import { organisationsAnswers } from '~/sample/data/organisations';
import { sessionAnswers } from '~/sample/data/session';
import '~/test/gaps';
import { start } from './start';

let drawn: { root: Root; place: HTMLElement } | undefined;

afterEach(() => {
  act(() => drawn?.root.unmount());
  drawn?.place.remove();
  drawn = undefined;
});

const world = { emit: () => undefined };

/** Starts the window; gives what was asked before it was first drawn, and the host. */
async function begun(state: 'in' | 'out', answers: Answers = {}) {
  const host = memoryHost({
    ...organisationsAnswers(30),
    ...approvalsAnswers(world),
    ...clientsAnswers(world, { count: 5, firms: 1, offline: false, scope: true, job: false }),
    ...messagesAnswers(world, false, 20),
    ...sessionAnswers(world, {
      environment: 'prod',
      state,
      portalScope: false,
      offline: false,
      settings: {},
    }),
    ...answers,
  });
  const place = document.createElement('div');
  place.id = 'root';
  document.body.append(place);
  const before = new Promise<CommandName[]>((resolve) => {
    const seen = new MutationObserver(() => {
      seen.disconnect();
      resolve(host.calls.map(({ name }) => name));
    });
    seen.observe(place, { childList: true });
  });
  drawn = { root: await start(host), place };
  return { host, before: await before };
}

it('asks all that the first screen shows before it draws it, and nothing twice', async () => {
  const { host, before } = await begun('in');
  expect(before).toContain('queue');
  expect(screen.getByRole('listbox', { name: /Godkjenning|Forespørsler/ })).toBeTruthy();
  await waitFor(() => {
    expect(host.calls.map(({ name }) => name)).toContain('ui_mark');
  });
  const reads = host.calls.filter(({ name }) => name !== 'ui_mark');
  expect(reads.map(({ name }) => name)).toEqual(before);
  expect(new Set(reads.map((call) => JSON.stringify(call))).size).toBe(reads.length);
});

it('waits for no answer that does not come', async () => {
  await begun('in', { queue: () => new Promise(() => undefined) });
  expect(screen.getByRole('main')).toBeTruthy();
});

it('asks nothing of lists while nobody is inside', async () => {
  const { before } = await begun('out');
  expect(new Set(before)).toEqual(new Set(['settings', 'app_info', 'session', 'status']));
});
