import { screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, it, vi } from 'vitest';
import type { ClientFirm, ClientTemplate, CommandName } from '~/api/generated/surface';
import { clientWorld } from '~/test/clients';
import { failing } from '~/test/failing';
import { renderWithin } from '~/test/render';
import { ClientsScreen } from './ClientsScreen';
import type { Firms } from './firm/useFirm';
import { JobPane } from './jobs/JobPane';
import { JobsView } from './jobs/JobsView';
import { ChangeRows } from './bulk/PlanRows';
import { TemplatePane } from './templates/TemplatePane';
import { TemplatesView } from './templates/TemplatesView';

const firm = { partyUuid: '5f1c0001-0000-4000-8000-000000000004', name: 'Fjellregnskap AS' } as ClientFirm;
const firms = { firms: [firm] } as unknown as Firms;

/** Draws a part whose reading fails until `mend`. */
async function draw(part: ReactNode, name: CommandName, world = clientWorld({ job: true })) {
  const { answer, mend } = failing(world.answers[name] as (input: object) => never);
  const answers = { ...world.answers, [name]: answer };
  const drawn = await renderWithin(part, answers, '/clients', '$view/$id');
  world.speak(drawn.host);
  return { ...drawn, mend, retry: await screen.findByRole('button', { name: 'Prøv igjen' }) };
}

it.each([
  ['jobs', 'client_jobs', 'Oppdrag', <JobsView key="jobs" firms={firms} firm={firm} id={null} />],
  [
    'templates',
    'client_templates',
    'Maler',
    <TemplatesView key="templates" firms={firms} firm={firm} id={null} />,
  ],
] as const)(
  'passes the focus on from the button that goes once it was pressed: %s',
  async (_of, name, title, part) => {
    const { user, mend, retry } = await draw(part, name);
    mend();
    await user.click(retry);
    const list = await screen.findByRole('listbox', { name: title });
    expect(screen.queryByRole('button', { name: 'Prøv igjen' })).toBeNull();
    // The list, or the heading where a frame came before the rows.
    const places: (Element | null)[] = [list, screen.getByRole('heading', { level: 1, name: title })];
    await waitFor(() => {
      expect(places.includes(document.activeElement)).toBe(true);
    });
  },
);

it('offers a job that could not be read once more', async () => {
  const { user, mend, retry } = await draw(<JobPane id="j1" />, 'client_job');
  expect(screen.getByRole('heading', { level: 1, name: 'Ett oppdrag' })).toBeTruthy();
  mend();
  await user.click(retry);
  expect(await screen.findByRole('heading', { level: 1, name: /^KystMva/ })).toBeTruthy();
});

it('does not say that a plan is being worked out once it failed', async () => {
  const world = clientWorld();
  const list = world.answers.client_templates as (input: object) => { templates: ClientTemplate[] };
  const [template] = list({ firm: firm.partyUuid }).templates;
  const pane = <TemplatePane firm={firm} template={template as ClientTemplate} onGone={vi.fn()} />;
  const { user, mend, retry } = await draw(pane, 'plan_bulk', world);
  expect(screen.queryByRole('button', { name: 'Regner ut …' })).toBeNull();
  mend();
  await user.click(retry);
  expect(await screen.findByRole('button', { name: /^(Legg til|Fjern|Ingenting å endre)/ })).toBeTruthy();
});

it('says why the rows of a change could not be read, where they were to come', async () => {
  const world = clientWorld();
  const change = { firm: firm.partyUuid, source: { kind: 'template', id: 't2', beyond: false } } as const;
  const { answer, mend } = failing(world.answers.plan_bulk as (input: object) => never);
  const { user } = await renderWithin(
    <ChangeRows change={change} outcome={null} count={3} agents={new Map()} />,
    { ...world.answers, plan_bulk: answer },
  );
  await user.click(await screen.findByText(/3 /));
  const retry = await screen.findByRole('button', { name: 'Prøv igjen' });
  mend();
  await user.click(retry);
  expect(await screen.findByRole('listbox')).toBeTruthy();
});

it('asks for the firms once more where that failed', async () => {
  const { user, mend, retry } = await draw(<ClientsScreen />, 'client_firms');
  mend();
  await user.click(retry);
  expect(await screen.findByRole('grid')).toBeTruthy();
});
