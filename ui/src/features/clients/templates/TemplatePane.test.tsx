import { screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import type { BulkChange, ClientFirm, ClientTemplate } from '~/api/generated/surface';
import { clientWorld } from '~/test/clients';
import { renderWithin } from '~/test/render';
import { TemplatePane } from './TemplatePane';
import { TemplatesView } from './TemplatesView';
import type { Firms } from '../firm/useFirm';

const firm = { partyUuid: '5f1c0001-0000-4000-8000-000000000004', name: 'Fjellregnskap AS' } as ClientFirm;

/** The confirming button passes over input for so long. */
const guard = () => new Promise((resolve) => setTimeout(resolve, 450));

/** The sample's template for payroll, as the core tells it. */
function payroll(world = clientWorld()) {
  const list = world.answers.client_templates as (input: object) => { templates: ClientTemplate[] };
  const template = list({ firm: firm.partyUuid }).templates.find(({ id }) => id === 't2');
  if (!template) throw new Error('the sample has lost a template');
  return { ...world, template };
}

it('shows what is beyond the template, and plans to remove it only once that is chosen', async () => {
  const { answers, template, speak } = payroll();
  expect(template.beyond).toBeGreaterThan(0);
  const drawn = await renderWithin(
    <TemplatePane firm={firm} template={template} onGone={vi.fn()} />,
    answers,
    '/templates',
  );
  speak(drawn.host);
  const { user, callsOf } = drawn;
  expect(await screen.findByRole('heading', { name: 'Utover malen' })).toBeTruthy();
  expect(screen.getByText(new RegExp(`^${template.beyond} tilganger som ingen mal ber om`))).toBeTruthy();
  await screen.findByRole('button', { name: /^Legg til|^Ingenting å endre/ });
  const asked = callsOf('plan_bulk') as { change: BulkChange }[];
  expect(asked.map(({ change }) => change.source)).toEqual([{ kind: 'template', id: 't2', beyond: false }]);

  await user.click(screen.getByRole('checkbox', { name: 'Fjern dem også' }));
  const start = await screen.findByRole('button', {
    name: new RegExp(`${template.beyond}( tilganger| klienter)?$`),
  });
  await user.click(start);
  await guard();
  await user.click(screen.getByRole('button', { name: /^(Fjern|Gjennomfør)$/ }));
  await expect
    .poll(() => callsOf('start_job'))
    .toMatchObject([{ change: { source: { kind: 'template', id: 't2', beyond: true } } }]);
});

it('counts what cannot be given and what is beyond among the deviations', async () => {
  const { answers, template } = payroll();
  const row = { ...template, toAdd: 0, blocked: 2, beyond: 3 };
  await renderWithin(
    <TemplatesView firms={{ firms: [firm] } as unknown as Firms} firm={firm} id={null} />,
    {
      ...answers,
      client_templates: () => ({ templates: [row, { ...row, id: 't3', blocked: 0, beyond: 0 }] }),
    },
    '/templates',
  );
  expect(await screen.findByRole('option', { name: /, 5 avvik$/ })).toBeTruthy();
  expect(screen.getByRole('option', { name: /, Stemmer$/ })).toBeTruthy();
});
