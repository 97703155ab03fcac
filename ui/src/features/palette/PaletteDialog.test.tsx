import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { ReactNode } from 'react';
import type { PaletteAnswer } from '~/api/generated/surface';
import { useScope } from '~/components/scope/ScopeProvider';
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
  messages: { unread: 12, due: 0, requiresAttention: 1 },
};

function draw(palette: (text: string) => PaletteAnswer | Promise<PaletteAnswer>, beside?: ReactNode) {
  const onClose = vi.fn<() => void>();
  const part = (
    <>
      {beside}
      <PaletteDialog onClose={onClose} onHelp={vi.fn()} onRefresh={vi.fn()} />
    </>
  );
  return renderWithin(part, {
    palette: ({ text }) => palette(text),
    add_link: () => ({ key: 'r1', kind: 'own', already: false }),
    open_organisation: () => ({}),
    party_groups: () => ({ groups: [{ id: 'g1', name: 'Mva-klienter', members: 18 }] }),
    ui_mark: () => ({}),
  }).then((drawn) => ({ ...drawn, onClose }));
}

describe('PaletteDialog', () => {
  it('changes the organisation with letters and Enter, and measures itself', async () => {
    const { user, callsOf, onClose } = await draw((text) =>
      text === '' ? nothing : { ...nothing, organisations: [fjord] },
    );
    await user.type(await screen.findByRole('combobox'), 'fjo');
    const name = 'Fjord Snekkeri AS, 310\u2009987\u2009654, 1 venter, 12 uleste, 1 krever handling';
    expect(await screen.findByRole('option', { name, selected: true })).toBeTruthy();
    await user.keyboard('{Enter}');
    expect(onClose).toHaveBeenCalled();
    expect(callsOf('open_organisation')).toEqual([{ partyUuid: 'p1' }]);
    await waitFor(() => {
      expect(callsOf('ui_mark')).toContainEqual(
        expect.objectContaining({ name: 'palette', ms: expect.any(Number) as number }),
      );
    });
  });

  it('takes on Enter what was typed, not what stood there before', async () => {
    const granli = { ...fjord, partyUuid: 'p2', name: 'Granli Eiendom AS' };
    let answer: (answer: PaletteAnswer) => void = () => undefined;
    const { user, callsOf } = await draw((text) =>
      text === 'fjo'
        ? { ...nothing, organisations: [fjord] }
        : new Promise((resolve) => {
            answer = resolve;
          }),
    );
    const field = await screen.findByRole('combobox');
    await user.click(field);
    await user.paste('fjo');
    await screen.findByRole('option', { name: /^Fjord/ });
    await user.clear(field);
    await user.paste('gra');
    await user.keyboard('{Enter}');
    expect(callsOf('open_organisation')).toEqual([]);
    act(() => {
      answer({ ...nothing, organisations: [granli] });
    });
    await waitFor(() => {
      expect(callsOf('open_organisation')).toEqual([{ partyUuid: 'p2' }]);
    });
  });

  it('keeps its lines until the answer is there, and then changes them once', async () => {
    let answer: () => void = () => undefined;
    const { user } = await draw((text) =>
      text === 'fjo'
        ? { ...nothing, organisations: [fjord] }
        : new Promise((resolve) => {
            answer = () => {
              resolve(nothing);
            };
          }),
    );
    const field = await screen.findByRole('combobox');
    await user.click(field);
    await user.paste('fjo');
    await screen.findByRole('option', { name: /^Fjord/ });
    const before = screen.getAllByRole('option').map(({ textContent }) => textContent);
    await user.clear(field);
    await user.paste('aktivitet');
    expect(screen.getAllByRole('option').map(({ textContent }) => textContent)).toEqual(before);
    act(() => {
      answer();
    });
    expect(await screen.findByRole('option', { name: /aktivitet/i, selected: true })).toBeTruthy();
    expect(screen.queryByRole('option', { name: /^Fjord/ })).toBeNull();
  });

  it('still goes to commands where nothing can be looked up', async () => {
    const { user } = await draw(() => Promise.reject(new Error('closed')));
    await user.type(await screen.findByRole('combobox'), 'aktiv');
    expect(await screen.findByRole('option', { name: /aktivitet/i, selected: true })).toBeTruthy();
  });

  it('drops an Enter that was waiting when one types on', async () => {
    const answers: ((answer: PaletteAnswer) => void)[] = [];
    const { user, callsOf } = await draw(
      () =>
        new Promise((resolve) => {
          answers.push(resolve);
        }),
    );
    await user.click(await screen.findByRole('combobox'));
    await user.paste('fj');
    await user.keyboard('{Enter}o');
    act(() => {
      for (const answer of answers) answer({ ...nothing, organisations: [fjord] });
    });
    expect(await screen.findByRole('option', { name: /^Fjord/, selected: true })).toBeTruthy();
    expect(callsOf('open_organisation')).toEqual([]);
  });

  it('changes to a group by its name, and from it to all again', async () => {
    function Group() {
      return <p data-testid="group">{useScope().group?.name}</p>;
    }
    const { user } = await draw(() => nothing, <Group />);
    const field = await screen.findByRole('combobox');
    await user.type(field, 'mva-kl');
    await screen.findByRole('option', { name: 'Mva-klienter, 18 virksomheter', selected: true });
    await user.keyboard('{Enter}');
    expect(screen.getByTestId('group').textContent).toBe('Mva-klienter');
    await user.clear(field);
    await user.type(field, 'vis alle');
    await screen.findByRole('option', { name: 'Vis alle virksomheter', selected: true });
    await user.keyboard('{Enter}');
    expect(screen.getByTestId('group').textContent).toBe('');
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

  it('recognises a link to consent, explains it, and opens it in the browser only when chosen', async () => {
    const { user, host, callsOf } = await draw(() => ({
      ...nothing,
      recognised: { kind: 'altinn_page', page: 'consent', host: 'altinn.no' },
    }));
    host.answers.open_external = () => ({});
    await user.type(await screen.findByRole('combobox'), 'x');
    expect(await screen.findByRole('option', { name: /Samtykke hos Altinn/ })).toBeTruthy();
    expect(screen.getByText(/Bare Altinns egen side kan vise hva det gjelder/)).toBeTruthy();
    expect(callsOf('open_external')).toEqual([]);
    await user.keyboard('{Enter}');
    expect(callsOf('open_external')).toEqual([{ target: { kind: 'altinn_page', text: 'x' } }]);
  });
});
