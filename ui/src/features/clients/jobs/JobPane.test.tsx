import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { clientWorld } from '~/test/clients';
import { renderWithin } from '~/test/render';
import { JobPane } from './JobPane';

async function draw() {
  const world = clientWorld({ job: true });
  const drawn = await renderWithin(<JobPane id="j1" />, world.answers, '/clients');
  world.speak(drawn.host);
  const title = await screen.findByRole('heading', { level: 1, name: /^KystMva: legger til \d+ klienter$/ });
  return { ...drawn, title };
}

describe('a job', () => {
  it('says how far it is, and lists every client with where it stands', async () => {
    await draw();
    const meter = screen.getByRole('progressbar', { name: /^KystMva/ });
    expect(meter.getAttribute('aria-valuetext')).toMatch(/^\d+ av \d+/);
    const list = screen.getByRole('listbox', { name: /^Klienter i oppdraget/ });
    expect(within(list).getAllByRole('option')[0]?.textContent).toContain('KystMva, Lagt til');
  });

  it('is paused and resumed', async () => {
    const { user, callsOf } = await draw();
    await user.click(screen.getByRole('button', { name: 'Pause' }));
    await user.click(await screen.findByRole('button', { name: 'Fortsett' }));
    await screen.findByRole('button', { name: 'Pause' });
    expect(callsOf('pause_job')).toEqual([{ id: 'j1' }]);
    expect(callsOf('resume_job')).toEqual([{ id: 'j1' }]);
  });

  it('is cancelled only after one was asked, and then undone as it asks', async () => {
    const { user, callsOf } = await draw();
    await user.click(screen.getByRole('button', { name: 'Pause' }));
    await user.click(await screen.findByRole('button', { name: 'Avbryt oppdraget …' }));
    const cancel = screen.getByRole('button', { name: 'Avbryt oppdraget' });
    expect(document.getElementById(cancel.getAttribute('aria-describedby') ?? '')?.textContent).toMatch(
      /^De \d+ som gjenstår, blir ikke sendt\. De \d+ som er endret, står\.$/,
    );
    expect(callsOf('cancel_job')).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 450));
    await user.click(cancel);
    await user.click(await screen.findByRole('button', { name: 'Angre …' }));
    const undo = screen.getByRole('button', { name: 'Angre' });
    expect(document.getElementById(undo.getAttribute('aria-describedby') ?? '')?.textContent).toMatch(
      /^De \d+ klientene som oppdraget la til, fjernes fra KystMva hos Lunde Regnskap AS\./,
    );
    await new Promise((resolve) => setTimeout(resolve, 450));
    await user.click(undo);
    await waitFor(() => {
      expect(callsOf('undo_job')).toEqual([{ id: 'j1' }]);
    });
    await waitFor(() => {
      expect(screen.getByTestId('at').textContent).toBe('/clients/jobs/j2');
    });
  });

  it('tells for whom it failed and why, and tries only those again', async () => {
    const { user, host, callsOf, refresh } = await draw();
    await waitFor(
      async () => {
        const { job } = await host.answers.client_job!({ id: 'j1', state: null, offset: 0, limit: 0 });
        expect(job.state).toBe('done');
      },
      { timeout: 25_000, interval: 300 },
    );
    const { job } = await host.answers.client_job!({ id: 'j1', state: null, offset: 0, limit: 0 });
    await refresh('client_job');
    if (job.failed === 0) throw new Error('the sample has one that fails');
    await user.click(await screen.findByRole('button', { name: /^Feilet/ }));
    const failed = await screen.findByRole('option', { name: /Klienten har ikke gitt dere tilgangspakken/ });
    expect(failed.textContent).toContain('Nordlys Bakeri AS');
    await user.click(screen.getByRole('button', { name: 'Prøv den som feilet på nytt' }));
    await waitFor(() => {
      expect(callsOf('retry_job')).toEqual([{ id: 'j1' }]);
    });
  });

  it('is not tried again once it is undone: what came of that could not be undone', async () => {
    const world = clientWorld({ job: true });
    const ask = world.answers.client_job!;
    const undone = { state: 'done', failed: 1, undoable: 0, undoneBy: 'j9' } as const;
    const answers = {
      ...world.answers,
      client_job: async (input: Parameters<typeof ask>[0]) => {
        const view = await ask(input);
        return { ...view, job: { ...view.job, ...undone } };
      },
    };
    await renderWithin(<JobPane id="j1" />, answers, '/clients');
    await screen.findByText('Oppdraget er angret.');
    expect(screen.queryByRole('button', { name: /^Prøv/ })).toBeNull();
  });
});
