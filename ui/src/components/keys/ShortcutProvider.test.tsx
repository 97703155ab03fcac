import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { ShortcutProvider, useShortcut } from './ShortcutProvider';

interface Runs {
  onHelp?: (() => void) | undefined;
  onLarger?: (() => void) | undefined;
  onNext: () => void;
  onBin: () => void;
  onPalette: () => void;
  onGo: () => void;
}

function Bound({
  onHelp = () => undefined,
  onLarger = () => undefined,
  onNext,
  onBin,
  onPalette,
  onGo,
}: Runs) {
  useShortcut('help', onHelp);
  useShortcut('zoomIn', onLarger);
  useShortcut('next', onNext);
  useShortcut('bin', onBin);
  useShortcut('palette', onPalette);
  useShortcut('goActivity', onGo);
  return (
    <>
      <section data-letters>
        <button type="button">list</button>
        <input aria-label="field" />
      </section>
      <nav data-letters="go">
        <button type="button">rail</button>
      </nav>
      <button type="button">elsewhere</button>
    </>
  );
}

function draw(letters = true, onHelp?: () => void, onLarger?: () => void) {
  const run = () => vi.fn<() => void>();
  const runs = { onNext: run(), onBin: run(), onPalette: run(), onGo: run() };
  const drawn = render(
    <ShortcutProvider letters={letters} mac={false}>
      <Bound {...runs} onHelp={onHelp} onLarger={onLarger} />
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

  it('let a printable key of another one act under the rules of letters only', async () => {
    for (const letters of [true, false]) {
      const onHelp = vi.fn<() => void>();
      const { getByText, getByLabelText, user, unmount } = draw(letters, onHelp);
      getByText('elsewhere').focus();
      await user.keyboard('{Shift>}?{/Shift}');
      getByLabelText('field').focus();
      await user.keyboard('{Shift>}?{/Shift}');
      expect(onHelp).not.toHaveBeenCalled();
      getByText('list').focus();
      await user.keyboard('{Shift>}?{/Shift}');
      expect(onHelp).toHaveBeenCalledTimes(letters ? 1 : 0);
      await user.keyboard('{F1}');
      expect(onHelp).toHaveBeenCalledTimes(letters ? 2 : 1);
      unmount();
    }
  });

  it('let a key act that lies elsewhere on another keyboard, and over a dialog what is meant to', async () => {
    const onHelp = vi.fn<() => void>();
    const onLarger = vi.fn<() => void>();
    const { user } = draw(true, onHelp, onLarger);
    const dialog = document.createElement('dialog');
    document.body.append(dialog);
    dialog.dataset['flyoutOpen'] = '';
    await user.keyboard('{Control>}+{/Control}{Control>}{Shift>}+{/Shift}{/Control}{F1}');
    expect(onLarger).toHaveBeenCalledTimes(2);
    expect(onHelp).not.toHaveBeenCalled();
    dialog.remove();
  });

  it('take two keys one after the other, and not the second alone', async () => {
    const { user, getByText, onGo } = draw();
    getByText('list').focus();
    await user.keyboard('a');
    expect(onGo).not.toHaveBeenCalled();
    await user.keyboard('ga');
    expect(onGo).toHaveBeenCalledOnce();
  });

  it('take the second of two keys before the list does, which has it for itself when it comes alone', async () => {
    const { user, getByText, onGo } = draw();
    const list = getByText('list');
    const onOwn = vi.fn((event: KeyboardEvent) => {
      if (event.key === 'a') event.preventDefault();
    });
    list.addEventListener('keydown', onOwn);
    list.focus();
    await user.keyboard('ga');
    expect(onGo).toHaveBeenCalledOnce();
    expect(onOwn).toHaveBeenCalledOnce();
    await user.keyboard('a');
    expect(onGo).toHaveBeenCalledOnce();
    expect(onOwn).toHaveBeenCalledTimes(2);
  });

  it('let a key that is no second one of two act for nothing but what has the focus', async () => {
    const { user, getByText, onGo, onNext } = draw();
    const list = getByText('list');
    const onOwn = vi.fn<() => void>();
    list.addEventListener('keydown', onOwn);
    list.focus();
    await user.keyboard('gn');
    expect(onNext).not.toHaveBeenCalled();
    expect(onGo).not.toHaveBeenCalled();
    expect(onOwn).toHaveBeenCalledTimes(2);
  });

  it('only lead elsewhere from the rail: what acts on rows does nothing there', async () => {
    const { user, getByText, onNext, onBin, onGo } = draw();
    getByText('rail').focus();
    await user.keyboard('n{Delete}ga');
    expect(onNext).not.toHaveBeenCalled();
    expect(onBin).not.toHaveBeenCalled();
    expect(onGo).toHaveBeenCalledOnce();
    getByText('list').focus();
    await user.keyboard('{Delete}');
    expect(onBin).toHaveBeenCalledOnce();
  });

  it('do nothing behind a flyout that is open, but for Ctrl+K', async () => {
    const { user, getByText, onNext, onBin, onPalette } = draw();
    const flyout = document.createElement('div');
    flyout.dataset['flyoutOpen'] = 'true';
    document.body.append(flyout);
    getByText('list').focus();
    await user.keyboard('n{Delete}{Control>}k{/Control}');
    expect(onNext).not.toHaveBeenCalled();
    expect(onBin).not.toHaveBeenCalled();
    expect(onPalette).toHaveBeenCalledOnce();
    flyout.remove();
    await user.keyboard('n');
    expect(onNext).toHaveBeenCalledOnce();
  });
});
