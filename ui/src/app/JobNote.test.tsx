import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { CommandMap } from '~/api/generated/surface';
import type { Answers } from '~/host/memory';
import { clientWorld } from '~/test/clients';
import { renderWithin } from '~/test/render';
import { JobNote } from './JobNote';

async function draw(job: boolean, answers: Answers = {}) {
  const world = clientWorld({ job });
  const drawn = await renderWithin(
    <>
      <main>
        <div role="listbox" aria-label="Liste" data-pane-focus tabIndex={0} />
      </main>
      <JobNote />
    </>,
    { ...world.answers, ...answers },
  );
  world.speak(drawn.host);
  return drawn;
}

describe('a job in the status line', () => {
  it('says what it does and how far it is, and can be paused and resumed from anywhere', async () => {
    const { user, callsOf, refresh } = await draw(true);
    const note = await screen.findByRole('region', { name: 'Oppdrag på vei' });
    expect(note.textContent).toMatch(/KystMva: legger til \d+ klienter\d+ av \d+/);
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).not.toBe('0');
    await user.click(screen.getByRole('button', { name: 'Pause' }));
    await waitFor(() => {
      expect(callsOf('pause_job')).toEqual([{ id: 'j1' }]);
    });
    await act(() => refresh('client_jobs'));
    await user.click(await screen.findByRole('button', { name: 'Fortsett' }));
    expect(callsOf('resume_job')).toEqual([{ id: 'j1' }]);
    await user.click(screen.getByRole('link', { name: 'Vis' }));
    expect((await screen.findByTestId('at')).textContent).toBe('/clients/jobs/j1');
  });

  it('gives the focus back to the screen when the job ends under it', async () => {
    const { answers } = clientWorld({ job: true });
    let jobs = await answers.client_jobs?.({});
    const { refresh } = await draw(true, { client_jobs: () => jobs as CommandMap['client_jobs']['output'] });
    (await screen.findByRole('button', { name: 'Pause' })).focus();
    jobs = { jobs: [] };
    await act(() => refresh('client_jobs'));
    await waitFor(() => {
      expect(document.activeElement?.matches('main [data-pane-focus]')).toBe(true);
    });
    expect(screen.queryByRole('region', { name: 'Oppdrag på vei' })).toBeNull();
  });

  it('takes no room while there is none', async () => {
    const { callsOf } = await draw(false);
    await waitFor(() => {
      expect(callsOf('client_jobs')).toHaveLength(1);
    });
    expect(screen.queryByRole('region', { name: 'Oppdrag på vei' })).toBeNull();
  });
});
