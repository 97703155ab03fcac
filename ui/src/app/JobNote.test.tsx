import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { clientWorld } from '~/test/clients';
import { renderWithin } from '~/test/render';
import { JobNote } from './JobNote';

async function draw(job: boolean) {
  const world = clientWorld({ job });
  const drawn = await renderWithin(
    <>
      <main id="sheet" tabIndex={-1}>
        <button>elsewhere</button>
      </main>
      <JobNote />
    </>,
    world.answers,
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

  it.each([
    ['the screen when the job is over', 'Vis', 'done', () => document.getElementById('sheet')],
    ['the screen from a button that goes, too', 'Pause', 'done', () => document.getElementById('sheet')],
    ['the way to its page when it cannot be paused', 'Pause', 'queued', () => screen.getByText('Vis')],
  ] as const)('passes the focus on to %s', async (_, name, state, to) => {
    const { host, refresh } = await draw(true);
    const had = await screen.findByText(name);
    had.focus();
    const { jobs } = await host.call('client_jobs', {});
    host.answers.client_jobs = () => ({ jobs: jobs.map((job) => ({ ...job, state })) });
    await act(() => refresh('client_jobs'));
    await waitFor(() => {
      expect(document.activeElement).toBe(to());
    });
  });

  it('leaves the focus alone where it was not in it', async () => {
    const { host, refresh } = await draw(true);
    const note = await screen.findByRole('region', { name: 'Oppdrag på vei' });
    const elsewhere = screen.getByText('elsewhere');
    elsewhere.focus();
    host.answers.client_jobs = () => ({ jobs: [] });
    await act(() => refresh('client_jobs'));
    await waitFor(() => {
      expect(note.isConnected).toBe(false);
    });
    await new Promise(requestAnimationFrame);
    expect(document.activeElement).toBe(elsewhere);
  });

  it('takes no room while there is none', async () => {
    const { callsOf } = await draw(false);
    await waitFor(() => {
      expect(callsOf('client_jobs')).toHaveLength(1);
    });
    expect(screen.queryByRole('region', { name: 'Oppdrag på vei' })).toBeNull();
  });
});
