import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { useStatus, type StatusApi } from '~/components/status/StatusProvider';
import { renderWithin } from '~/test/render';
import { quiet } from '~/test/status';
import { StatusLine } from './StatusLine';

async function draw() {
  let status: StatusApi | null = null;
  function Speaker() {
    status = useStatus();
    return null;
  }
  const drawn = await renderWithin(
    <>
      <main id="sheet" tabIndex={-1} />
      <Speaker />
      <StatusLine onHelp={() => undefined} />
    </>,
    { status: () => quiet },
  );
  await screen.findByRole('contentinfo');
  /** What screens and events say. */
  const tell = (run: (api: StatusApi) => void) => {
    act(() => {
      if (status) run(status);
    });
  };
  return { ...drawn, tell };
}

const undoButton = () => screen.queryByRole('button', { name: /^Angre/ });

describe('the undo in the status line', () => {
  it('outlives what is said by itself, and then names what it takes back', async () => {
    const { user, tell } = await draw();
    const undo = vi.fn<() => void>();
    tell(({ say }) => {
      say({ text: 'Arkiverte «A»', undo });
    });
    expect(undoButton()?.textContent).toBe('Angre');
    tell(({ say, alert }) => {
      say({ text: 'Jobben er ferdig' });
      alert('Lenken kan ikke brukes');
    });
    expect(undoButton()?.textContent).toBe('Angre: Arkiverte «A»');
    await user.keyboard('{Control>}z{/Control}');
    expect(undo).toHaveBeenCalledOnce();
    expect(undoButton()).toBeNull();
    await user.keyboard('{Control>}z{/Control}');
    expect(undo).toHaveBeenCalledOnce();
  });

  it('is that of the last act that has one', async () => {
    const { user, tell } = await draw();
    const [first, second] = [vi.fn<() => void>(), vi.fn<() => void>()];
    tell(({ say }) => {
      say({ text: 'A', undo: first });
      say({ text: 'B', undo: second });
    });
    await user.keyboard('{Control>}z{/Control}');
    expect(first).not.toHaveBeenCalled();
    expect(second).toHaveBeenCalledOnce();
  });

  it('ends with its act: when that is told of again, or its time is over', async () => {
    const { tell } = await draw();
    const undo = () => undefined;
    tell(({ say }) => {
      say({ text: 'Avviser', undo, act: 'r1' });
      say({ text: 'Avviste en annen', act: 'r2' });
    });
    expect(undoButton()).not.toBeNull();
    tell(({ say }) => {
      say({ text: 'Avviste', act: 'r1' });
    });
    expect(undoButton()).toBeNull();
    tell(({ say }) => {
      say({ text: 'Avviser', undo, until: new Date(Date.now() + 50).toISOString() });
    });
    expect(undoButton()).not.toBeNull();
    await waitFor(() => {
      expect(undoButton()).toBeNull();
    });
  });

  it('leaves the focus in the screen when its button goes', async () => {
    const { user, tell } = await draw();
    tell(({ say }) => {
      say({ text: 'Arkiverte «A»', undo: () => undefined });
    });
    await user.click(undoButton()!);
    await waitFor(() => {
      expect(document.activeElement).toBe(document.getElementById('sheet'));
    });
  });

  it.each([
    ['its time is over', /^Angre/],
    ['something else is said', 'Vis'],
  ])('leaves the focus in the screen when %s', async (_, name) => {
    const { tell } = await draw();
    tell(({ say }) => {
      say({
        text: 'Avviser',
        undo: () => undefined,
        act: 'r1',
        action: { label: 'Vis', run: () => undefined },
      });
    });
    screen.getByRole('button', { name }).focus();
    tell(({ say }) => {
      say({ text: 'Avviste', act: 'r1' });
    });
    await waitFor(() => {
      expect(document.activeElement).toBe(document.getElementById('sheet'));
    });
  });
});

describe('a small window', () => {
  it('says, too, that accesses have changed', async () => {
    const media = vi
      .spyOn(globalThis, 'matchMedia')
      .mockImplementation(
        (query) =>
          ({ matches: true, media: query, addEventListener: vi.fn(), removeEventListener: vi.fn() }) as never,
      );
    await renderWithin(<StatusLine onHelp={vi.fn()} />, {
      status: () => ({ ...quiet, watch: 2 }),
      client_jobs: () => ({ jobs: [] }),
    });
    const link = await screen.findByRole('link', { name: /^2 / });
    expect(link.getAttribute('href')).toBe('/system-users');
    media.mockRestore();
  });
});
