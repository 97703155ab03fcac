import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { renderWithin } from '~/test/render';
import { Flyout } from './Flyout';
import { ScopeChip } from './scope/ScopeChip';
import { SplitPane } from './SplitPane';

const organisation = {
  partyUuid: 'p1',
  name: 'Fjord Snekkeri AS',
  initials: 'FS',
  orgNo: '310987654',
  kind: 'organisation',
  isHeadingOnly: false,
};

async function draw() {
  const onBack = vi.fn<() => void>();
  const drawn = await renderWithin(
    <SplitPane
      id="test"
      list={<ScopeChip />}
      listLabel="Liste"
      reader={
        <>
          <h1 tabIndex={-1}>Det åpne</h1>
          <Flyout trigger="Mer">{() => <button type="button">Valg</button>}</Flyout>
        </>
      }
      readerLabel="Det åpne"
      readerOpen
      onBack={onBack}
      backLabel="Liste"
    />,
    {
      organisations: () => ({ rows: [organisation], total: 1, all: 1, favourites: 0, recent: 0 }) as never,
      party_groups: () => ({ groups: [] }),
      open_organisation: () => ({}),
      ui_mark: () => ({}),
    },
  );
  return { ...drawn, onBack };
}

it('stays open when Esc closes a flyout of the reader', async () => {
  const narrow = vi
    .spyOn(globalThis, 'matchMedia')
    .mockImplementation(
      (media) => ({ matches: true, media, addEventListener: vi.fn(), removeEventListener: vi.fn() }) as never,
    );
  const { user, onBack } = await draw();
  await user.click(await screen.findByRole('button', { name: 'Mer' }));
  fireEvent.keyDown(await screen.findByText('Valg'), { key: 'Escape' });
  expect(onBack).not.toHaveBeenCalled();
  fireEvent.keyDown(screen.getByRole('heading', { name: 'Det åpne' }), { key: 'Escape' });
  expect(onBack).toHaveBeenCalledOnce();
  narrow.mockRestore();
});

it('gives the focus back to the chip when an organisation is chosen by key', async () => {
  const { user } = await draw();
  const chip = await screen.findByRole('button', { name: /^Alle/ });
  await user.click(chip);
  // The list stands there before its rows do, and Enter chooses nothing then.
  await screen.findByRole('option', { hidden: true, name: /^Fjord/ });
  // The flyout takes the focus into its field a frame after it opened.
  await waitFor(() => {
    expect(document.activeElement?.getAttribute('type')).toBe('search');
  });
  await user.keyboard('{ArrowDown}{Enter}');
  await waitFor(() => {
    expect(screen.getByRole('button', { name: /^Fjord/ })).toBeTruthy();
  });
  // The reader would take it with the next frame.
  await new Promise((resolve) => requestAnimationFrame(resolve));
  expect(document.activeElement).toBe(chip);
});
