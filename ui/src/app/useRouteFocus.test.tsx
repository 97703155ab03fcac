import { act, screen, waitFor } from '@testing-library/react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { renderWithin } from '~/test/render';
import { useRouteFocus } from './useRouteFocus';

/** A screen with a list, and what is opened in it; the last thing in the list can go with it. */
function Screen({ list }: { list: boolean }) {
  useRouteFocus();
  const navigate = useNavigate();
  const { id } = useParams({ strict: false });
  const close = () => void navigate({ to: '/inbox' });
  return (
    <>
      <button onClick={close}>bar</button>
      <main id="sheet" tabIndex={-1}>
        <h1 tabIndex={-1}>Innboks</h1>
        {list && <div role="listbox" aria-label="list" tabIndex={0} data-pane-focus />}
        {id !== undefined && <button onClick={close}>file the last</button>}
      </main>
    </>
  );
}

async function draw(list: boolean) {
  const drawn = await renderWithin(<Screen list={list} />, {}, '/inbox');
  await screen.findByRole('heading', { name: 'Innboks' });
  await act(() => drawn.router.navigate({ to: '/inbox/$id', params: { id: 'm1' } }));
  await screen.findByRole('button', { name: 'file the last' });
  return drawn;
}

describe('when what is opened in a screen goes away', () => {
  beforeEach(() => {
    // jsdom lays nothing out: all that is in the page counts as shown.
    vi.spyOn(Element.prototype, 'getClientRects').mockReturnValue([{}] as unknown as DOMRectList);
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('the focus that went with it is in the list', async () => {
    const { user } = await draw(true);
    await user.click(screen.getByRole('button', { name: 'file the last' }));
    await waitFor(() => {
      expect(document.activeElement).toBe(screen.getByRole('listbox'));
    });
  });

  it('and on the title where there is no list', async () => {
    const { user } = await draw(false);
    await user.click(screen.getByRole('button', { name: 'file the last' }));
    await waitFor(() => {
      expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Innboks' }));
    });
  });

  it('what still has the focus keeps it', async () => {
    const { user } = await draw(true);
    const bar = screen.getByRole('button', { name: 'bar' });
    await user.click(bar);
    await waitFor(() => {
      expect(screen.queryByRole('button', { name: 'file the last' })).toBeNull();
    });
    await new Promise((resolve) => requestAnimationFrame(resolve));
    expect(document.activeElement).toBe(bar);
  });
});
