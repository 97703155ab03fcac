import { act, screen, waitFor } from '@testing-library/react';
import { createMemoryHistory, createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { describe, expect, it } from 'vitest';
import { renderWithin } from '~/test/render';
import { EventListener } from './EventListener';
import type { AppRouter } from './router';

/** A router with the two addresses that events lead to. */
function makeTestRouter(at: string): AppRouter {
  const root = createRootRoute();
  const approvals = createRoute({ getParentRoute: () => root, path: '/approvals/$key' });
  const activity = createRoute({ getParentRoute: () => root, path: '/activity/$number' });
  const settings = createRoute({ getParentRoute: () => root, path: '/settings' });
  return createRouter({
    routeTree: root.addChildren([approvals, activity, settings]),
    history: createMemoryHistory({ initialEntries: [at] }),
  }) as unknown as AppRouter;
}

async function draw(at: string) {
  const router = makeTestRouter(at);
  await router.load();
  const drawn = await renderWithin(<EventListener router={router} />);
  await screen.findByTestId('said');
  return { ...drawn, router };
}

describe('events of the core', () => {
  it('open the review of a link that came from outside', async () => {
    const { host, router } = await draw('/settings');
    act(() => {
      host.emit({ kind: 'link_arrived', key: 'r1' });
    });
    await waitFor(() => {
      expect(router.state.location.pathname).toBe('/approvals/r1');
    });
  });

  it('say why a link from outside was refused', async () => {
    const { host } = await draw('/settings');
    const failure = {
      code: 'link_several',
      retry: 'never',
      afterS: null,
      upstreamCode: null,
      traceId: null,
      context: {},
    } as const;
    act(() => {
      host.emit({ kind: 'link_refused', failure, page: null });
    });
    expect(screen.getByTestId('alerted').textContent).toContain('Teksten har flere lenker');
  });

  it('show the receipt to who watches the request, and only tell who is elsewhere', async () => {
    const watching = await draw('/approvals/r1');
    act(() => {
      watching.host.emit({ kind: 'decided', key: 'r1', receipt: '2026-0001' });
    });
    await waitFor(() => {
      expect(watching.router.state.location.pathname).toBe('/activity/2026-0001');
    });
    watching.unmount();
    const elsewhere = await draw('/settings');
    act(() => {
      elsewhere.host.emit({ kind: 'decided', key: 'r1', receipt: '2026-0001' });
    });
    expect(elsewhere.router.state.location.pathname).toBe('/settings');
    expect(screen.getByTestId('said').textContent).toBe('Forespørselen er avgjort');
  });
});
