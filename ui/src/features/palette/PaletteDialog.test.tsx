import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { PaletteAnswer } from '~/api/generated/surface';
import { renderWithin } from '~/test/render';
import { PaletteDialog } from './PaletteDialog';

const nothing: PaletteAnswer = { recognised: null, organisations: [], requests: [], systemUsers: [] };
const fjord: PaletteAnswer['organisations'][number] = {
  partyUuid: 'p1',
  name: 'Fjord Snekkeri AS',
  initials: 'FS',
  orgNo: '310987654',
  kind: 'organisation',
  hits: [[0, 3]],
  waiting: 1,
};

function draw(palette: (text: string) => PaletteAnswer) {
  const onClose = vi.fn<() => void>();
  const part = <PaletteDialog onClose={onClose} onHelp={vi.fn()} onRefresh={vi.fn()} />;
  return renderWithin(part, {
    palette: ({ text }) => palette(text),
    add_link: () => ({ key: 'r1', kind: 'own', already: false }),
    open_organisation: () => ({}),
    ui_mark: () => ({}),
  }).then((drawn) => ({ ...drawn, onClose }));
}

describe('PaletteDialog', () => {
  it('changes the organisation with letters and Enter, and measures itself', async () => {
    const { user, callsOf, onClose } = await draw((text) =>
      text === '' ? nothing : { ...nothing, organisations: [fjord] },
    );
    await user.type(await screen.findByRole('combobox'), 'fjo');
    expect(await screen.findByRole('option', { name: /Fjord Snekkeri AS/, selected: true })).toBeTruthy();
    await user.keyboard('{Enter}');
    expect(onClose).toHaveBeenCalled();
    expect(callsOf('open_organisation')).toEqual([{ partyUuid: 'p1' }]);
    await waitFor(() => {
      expect(callsOf('ui_mark')).toContainEqual(
        expect.objectContaining({ name: 'palette', ms: expect.any(Number) as number }),
      );
    });
  });

  it('goes to commands by their words', async () => {
    const { user } = await draw(() => nothing);
    await user.type(await screen.findByRole('combobox'), 'aktiv');
    await user.keyboard('{Enter}');
    expect((await screen.findByTestId('at')).textContent).toBe('/activity');
  });

  it('takes a pasted link on Enter', async () => {
    const { user, callsOf } = await draw((text) =>
      text === '' ? nothing : { ...nothing, recognised: { kind: 'link', host: 'am.ui.altinn.no' } },
    );
    const field = await screen.findByRole('combobox');
    await user.click(field);
    await user.paste('https://am.ui.altinn.no/x');
    await screen.findByRole('option', { name: /Lenke fra Altinn/ });
    await user.keyboard('{Enter}');
    expect(callsOf('add_link')).toEqual([{ text: 'https://am.ui.altinn.no/x' }]);
  });

  it('says in a sentence why a link cannot be used', async () => {
    const failure = {
      code: 'link_lookalike_host' as const,
      retry: 'never' as const,
      afterS: null,
      upstreamCode: null,
      traceId: null,
      context: { host: 'a1tinn.no' },
    };
    const { user } = await draw((text) =>
      text === '' ? nothing : { ...nothing, recognised: { kind: 'bad_link', failure } },
    );
    await user.type(await screen.findByRole('combobox'), 'https://a1tinn.no');
    expect((await screen.findByRole('alert')).textContent).toContain('a1tinn.no');
  });
});
