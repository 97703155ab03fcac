import { renderWithin } from '~/test/render';
import { screen, within } from '@testing-library/react';
import { createRef } from 'react';
import { describe, expect, it } from 'vitest';
import type { ChangeView, Review, UnseenPackage } from '~/api/generated/surface';
import { StopAndThink } from '~/components/review/StopAndThink';
import { invoiceChange } from '~/sample/data/changes';
import { reviews } from '~/sample/data/reviews';
import { Diff } from './Diff';
import { Effect } from './Effect';

const unseen = (more: Partial<UnseenPackage> = {}): UnseenPackage => ({
  add: true,
  urn: 'urn:altinn:accesspackage:ny-pakke',
  name: 'ny-pakke',
  unknown: true,
  ...more,
});
/** A change that does nothing but give or take packages of which no service can be told. */
const only = (...packages: UnseenPackage[]): ChangeView => ({
  ...invoiceChange('p'),
  added: [],
  removed: [],
  unchanged: [],
  unseen: packages,
  moot: [],
});

describe('a change to a package of which no service can be told', () => {
  it('is never shown as no change', async () => {
    await renderWithin(
      <>
        <Effect change={only(unseen())} />
        <Diff change={only(unseen())} heading="Endringen" />
      </>,
    );
    expect(await screen.findByRole('region', { name: '1 pakke uten kjente tjenester' })).toBeDefined();
    expect(screen.queryByText(/ingen forskjell/)).toBeNull();
    const row = screen.getByText('ny-pakke').closest('li');
    if (!row) throw new Error('the package has no row');
    expect(within(row).getByText(/^Legges til\. Den står ikke i Altinns oversikt/)).toBeDefined();
  });

  it('stands before everything else, and says whether it comes or goes', async () => {
    const change = { ...invoiceChange('p'), unseen: [unseen({ add: false }), unseen({ unknown: false })] };
    await renderWithin(<Diff change={change} heading="Endringen" />);
    const [first] = await screen.findAllByRole('heading', { level: 3 });
    expect(first?.textContent).toBe('Pakker uten kjente tjenester');
    expect(screen.getByText(/^Fjernes\. Den står ikke i Altinns oversikt/)).toBeDefined();
    expect(screen.getByText('Legges til. Den åpner ingen tjenester i dag.')).toBeDefined();
  });

  it('makes one stop when it is given and nobody knows what it opens', async () => {
    const [ordinary] = reviews;
    if (!ordinary) throw new Error('the sample has no review');
    const review: Review = {
      ...ordinary,
      kind: 'change',
      change: only(unseen()),
      cues: [],
      decide: { ...ordinary.decide, needsTick: true },
    };
    await renderWithin(
      <StopAndThink
        review={review}
        ticked={false}
        onTick={() => undefined}
        ref={createRef<HTMLInputElement>()}
      />,
    );
    expect(
      await screen.findByRole('heading', { name: 'Vi vet ikke hva pakken «ny-pakke» åpner' }),
    ).toBeDefined();
    expect(
      screen.getByRole('checkbox', { name: 'Jeg kjenner leverandøren og har bestilt dette' }),
    ).toBeDefined();
  });
});
