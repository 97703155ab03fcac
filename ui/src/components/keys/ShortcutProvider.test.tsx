import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { ShortcutProvider, useShortcut } from './ShortcutProvider';

function Bound({ onNext, onPalette, onGo }: { onNext: () => void; onPalette: () => void; onGo: () => void }) {
  useShortcut('next', onNext);
  useShortcut('palette', onPalette);
  useShortcut('goActivity', onGo);
  return (
    <>
      <section data-letters>
        <button type="button">list</button>
        <input aria-label="field" />
      </section>
      <button type="button">elsewhere</button>
    </>
  );
}

function draw(letters = true) {
  const runs = { onNext: vi.fn<() => void>(), onPalette: vi.fn<() => void>(), onGo: vi.fn<() => void>() };
  const drawn = render(
    <ShortcutProvider letters={letters} mac={false}>
      <Bound {...runs} />
    </ShortcutProvider>,
  );
  return { ...runs, ...drawn, user: userEvent.setup() };
}

describe('shortcuts', () => {
  it('let letters act in a list only', async () => {
    const { user, getByText, getByLabelText, onNext } = draw();
    getByText('elsewhere').focus();
    await user.keyboard('n');
    getByLabelText('field').focus();
    await user.keyboard('n');
    expect(onNext).not.toHaveBeenCalled();
    getByText('list').focus();
    await user.keyboard('n');
    expect(onNext).toHaveBeenCalledOnce();
  });

  it('let no letter act when they are switched off, but Ctrl+K always', async () => {
    const { user, getByText, onNext, onPalette } = draw(false);
    getByText('list').focus();
    await user.keyboard('n{Control>}k{/Control}');
    expect(onNext).not.toHaveBeenCalled();
    expect(onPalette).toHaveBeenCalledOnce();
  });

  it('take two keys one after the other, and not the second alone', async () => {
    const { user, getByText, onGo } = draw();
    getByText('list').focus();
    await user.keyboard('a');
    expect(onGo).not.toHaveBeenCalled();
    await user.keyboard('ga');
    expect(onGo).toHaveBeenCalledOnce();
  });
});
