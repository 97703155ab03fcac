import { describe, expect, it } from 'vitest';
import type { Job, JobState, Language } from '~/api/generated/surface';
import { loadCatalogue, makeWords } from '~/i18n';
import { jobProgress, jobStands, jobTitle } from './job-words';

const job = (more: Partial<Job> = {}): Job => ({
  id: 'j1',
  firm: 'f',
  firmName: 'Lunde Regnskap AS',
  kind: 'cells',
  agents: ['KystMva'],
  state: 'running',
  adds: 212,
  removes: 0,
  total: 212,
  settled: 136,
  changed: 135,
  already: 0,
  failed: 1,
  unknown: 0,
  calls: 136,
  waiting: null,
  resumesAt: null,
  createdAt: '2026-11-12T13:30:00Z',
  startedAt: '2026-11-12T13:30:00Z',
  endedAt: null,
  undoable: 0,
  undoOf: null,
  undoneBy: null,
  ...more,
});

describe('a job in words', () => {
  it('is in the present while it goes on, and in the past afterwards', async () => {
    const t = makeWords('nb', await loadCatalogue('nb'));
    expect(jobTitle(t, job())).toBe('KystMva: legger til 212 klienter');
    expect(jobTitle(t, job({ state: 'done' }))).toBe('KystMva: la til 212 klienter');
    expect(jobTitle(t, job({ adds: 0, removes: 212 }))).toBe('KystMva: fjerner 212 klienter');
    expect(jobTitle(t, job({ adds: 3, removes: 2 }))).toBe('KystMva: legger til 3 og fjerner 2');
    expect(jobTitle(t, job({ kind: 'undo', adds: 0, removes: 4, total: 4 }))).toBe(
      'KystMva: angrer 4 endringer',
    );
    expect(jobTitle(t, job({ agents: ['A', 'B', 'C'] }))).toMatch(/^3 systemer: /);
  });

  it('says how far, and what failed', async () => {
    const t = makeWords('nb', await loadCatalogue('nb'));
    expect(jobProgress(t, job())).toBe('136 av 212, 1 feilet');
    expect(jobProgress(t, job({ failed: 0 }))).toBe('136 av 212');
    expect(jobStands(t, job({ state: 'paused' }))).toBe('Satt på pause. 76 gjenstår.');
    expect(jobStands(t, job({ state: 'done', settled: 212, changed: 211 }))).toBe(
      'Ferdig. 211 endret, 1 feilet.',
    );
  });

  it.each<Language>(['nb', 'nn', 'en'])('stands somewhere in %s, whatever its state', async (language) => {
    const t = makeWords(language, await loadCatalogue(language));
    const states: JobState[] = ['queued', 'running', 'paused', 'waiting', 'done', 'cancelled'];
    const said = states.map((state) => jobStands(t, job({ state })));
    expect(new Set(said).size).toBe(states.length);
    for (const one of said) expect(one).not.toMatch(/jobs\.|[{}]/);
  });
});
