import { expect, it, vi } from 'vitest';
import { moveFocus, moveFocusSoon, noteInput } from './focus';

it('asks for a ring after a key, and for none after the pointer', () => {
  const button = document.createElement('button');
  const focus = vi.spyOn(button, 'focus');
  moveFocus(button);
  expect(focus).toHaveBeenLastCalledWith({ focusVisible: true });
  noteInput('pointer');
  moveFocus(button, { preventScroll: true });
  expect(focus).toHaveBeenLastCalledWith({ preventScroll: true, focusVisible: false });
  noteInput('keys');
  moveFocus(button);
  expect(focus).toHaveBeenLastCalledWith({ focusVisible: true });
});

it('does nothing without an element', () => {
  expect(() => {
    moveFocus(null);
  }).not.toThrow();
});

it('takes the focus from nothing that was turned to before the frame came', () => {
  vi.useFakeTimers({ toFake: ['requestAnimationFrame'] });
  const [row, title, confirm] = ['row', 'title', 'confirm'].map(() => {
    const button = document.createElement('button');
    document.body.append(button);
    return button;
  });
  row?.focus();
  moveFocusSoon(() => title);
  vi.runAllTimers();
  expect(document.activeElement).toBe(title);
  moveFocusSoon(() => row);
  confirm?.focus();
  vi.runAllTimers();
  expect(document.activeElement).toBe(confirm);
  vi.useRealTimers();
});
