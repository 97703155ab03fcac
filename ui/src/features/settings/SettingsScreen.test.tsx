import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Settings } from '~/api/generated/surface';
import { CommandError } from '~/errors';
import { renderWithin } from '~/test/render';
import { quiet } from '~/test/status';
import { SettingsScreen } from './SettingsScreen';

const stored: Settings = {
  language: 'nb',
  theme: 'light',
  density: 'compact',
  zoom: 100,
  undoReject: true,
  letterShortcuts: true,
  afterFiling: 'below',
};

describe('settings', () => {
  it('keeps a change at once', async () => {
    let settings = stored;
    const { user, callsOf } = await renderWithin(<SettingsScreen />, {
      settings: () => settings,
      set_settings: (next) => (settings = next),
    });
    await user.click(await screen.findByRole('radio', { name: 'Mørkt' }));
    await user.click(screen.getByRole('switch', { name: /Angre i ti sekunder/ }));
    await user.click(screen.getByRole('radio', { name: 'Tilbake til lista' }));
    expect(callsOf('set_settings')).toEqual([
      { ...stored, theme: 'dark' },
      { ...stored, theme: 'dark', undoReject: false },
      { ...stored, theme: 'dark', undoReject: false, afterFiling: 'list' },
    ]);
  });

  it('draws everything larger by a step, down to what is usual again', async () => {
    let settings = stored;
    const { user, callsOf } = await renderWithin(<SettingsScreen />, {
      settings: () => settings,
      set_settings: (next) => (settings = next),
    });
    const group = await screen.findByRole('group', { name: 'Størrelse' });
    await user.click(within(group).getByRole('button', { name: 'Større' }));
    expect(within(group).getByRole('status').textContent).toMatch(/^110/);
    await user.click(within(group).getByRole('button', { name: 'Vanlig størrelse' }));
    expect(callsOf('set_settings')).toEqual([{ ...stored, zoom: 110 }, stored]);
  });

  const failure = {
    code: 'disk_full',
    retry: 'later',
    afterS: null,
    upstreamCode: null,
    traceId: null,
    context: {},
  } as const;

  it('says why everything is not drawn larger', async () => {
    const { user } = await renderWithin(<SettingsScreen />, {
      settings: () => stored,
      set_settings: () => {
        throw new CommandError(failure);
      },
    });
    const group = await screen.findByRole('group', { name: 'Størrelse' });
    await user.click(within(group).getByRole('button', { name: 'Større' }));
    await waitFor(() => {
      expect(screen.getByTestId('alerted').textContent).toMatch(/^Disken er full/);
    });
    expect(within(group).getByRole('status').textContent).toMatch(/^100/);
  });

  it('flips back what could not be kept, and says why', async () => {
    const { user } = await renderWithin(<SettingsScreen />, {
      settings: () => stored,
      set_settings: () => {
        throw new CommandError(failure);
      },
    });
    await user.click(await screen.findByRole('radio', { name: 'Tett' }));
    expect(await screen.findByText('Disken er full')).toBeTruthy();
    await waitFor(() => {
      expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Kompakt' }).checked).toBe(true);
    });
  });

  it('shows today’s calls by kind beside the least that would have done', async () => {
    await renderWithin(<SettingsScreen />, {
      status: () => ({
        ...quiet,
        callsToday: 12,
        calls: [
          { kind: 'dialogs_search', count: 9, minimum: 8 },
          { kind: 'request_read', count: 3, minimum: null },
        ],
      }),
    });
    const part = await screen.findByRole('region', { name: 'Kall til Altinn i dag' });
    const rows = within(part)
      .getAllByRole('row')
      .slice(1)
      .map((row) =>
        within(row)
          .getAllByRole('cell')
          .map((cell) => cell.textContent),
      );
    expect(rows).toEqual([
      ['9', '8'],
      ['3', '–'],
    ]);
  });
});
