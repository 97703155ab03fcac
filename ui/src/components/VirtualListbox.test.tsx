import { screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { renderWithin } from '~/test/render';
import { VirtualListbox } from './VirtualListbox';

interface Row {
  key: string;
  name: string;
}
const rows = (count: number): Row[] =>
  Array.from({ length: count }, (_, index) => ({ key: `k${index}`, name: `Row ${index}` }));

/** Draws a list and gives its listbox and what was opened. */
async function drawList(list: Row[], selectedKey: string | null = null) {
  const onOpen = vi.fn<(row: Row, index: number) => void>();
  const onMove = vi.fn<(row: Row, index: number) => void>();
  const part = (
    <VirtualListbox
      label="Rows"
      count={list.length}
      rowAt={(index) => list[index]}
      rowKey={(row) => row.key}
      rowName={(row) => row.name}
      rowHeight={50}
      renderRow={(row) => row.name}
      selectedKey={selectedKey}
      onOpen={onOpen}
      onMove={onMove}
    />
  );
  const drawn = await renderWithin(part);
  const listbox = await screen.findByRole('listbox', { name: 'Rows' });
  const active = () => document.getElementById(listbox.getAttribute('aria-activedescendant') ?? '');
  return { ...drawn, listbox, active, onOpen, onMove };
}

describe('VirtualListbox', () => {
  it('is one tab stop with true places for its rows', async () => {
    const { user, listbox, active } = await drawList(rows(1000));
    await user.tab();
    expect(document.activeElement).toBe(listbox);
    expect(active()?.getAttribute('aria-posinset')).toBe('1');
    expect(active()?.getAttribute('aria-setsize')).toBe('1000');
    expect(listbox.querySelectorAll('[role="option"]').length).toBeLessThan(60);
  });

  it('moves with arrows, J and K, Home and End, and keeps the active row in the page', async () => {
    const { user, listbox, active, onMove } = await drawList(rows(1000));
    listbox.focus();
    await user.keyboard('{ArrowDown}jj{ArrowUp}');
    expect(active()?.textContent).toContain('Row 2');
    await user.keyboard('k');
    expect(active()?.textContent).toContain('Row 1');
    await user.keyboard('{End}');
    expect(active()?.getAttribute('aria-posinset')).toBe('1000');
    await user.keyboard('{Home}{ArrowUp}');
    expect(active()?.getAttribute('aria-posinset')).toBe('1');
    expect(onMove).toHaveBeenLastCalledWith({ key: 'k0', name: 'Row 0' }, 0, false);
  });

  it('opens with Enter and with a click', async () => {
    const { user, listbox, onOpen } = await drawList(rows(5));
    listbox.focus();
    await user.keyboard('{ArrowDown}{Enter}');
    expect(onOpen).toHaveBeenCalledWith({ key: 'k1', name: 'Row 1' }, 1);
    await user.click(screen.getByRole('option', { name: 'Row 3' }));
    expect(onOpen).toHaveBeenLastCalledWith({ key: 'k3', name: 'Row 3' }, 3);
  });

  it('begins at the selected row', async () => {
    const { active } = await drawList(rows(5), 'k3');
    expect(active()?.getAttribute('aria-selected')).toBe('true');
    expect(active()?.textContent).toContain('Row 3');
  });

  it('has nothing inside a row that could take the focus', async () => {
    const { listbox } = await drawList(rows(5));
    expect(listbox.querySelector('[role="option"] :is(button, a, input, [tabindex])')).toBeNull();
  });
});
