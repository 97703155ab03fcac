import { fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { renderWithin } from '~/test/render';
import { ConfirmBar } from './ConfirmBar';

afterEach(() => {
  vi.restoreAllMocks();
});

/** Draws a bar at a moment that the test moves. */
async function drawBar(busy?: string) {
  const clock = { now: 1000 };
  vi.spyOn(performance, 'now').mockImplementation(() => clock.now);
  const onConfirm = vi.fn<() => void>();
  const onBack = vi.fn<() => void>();
  await renderWithin(
    <ConfirmBar confirm="Godkjenn" onConfirm={onConfirm} onBack={onBack} busy={busy}>
      Du gir fullmakt.
    </ConfirmBar>,
  );
  return {
    clock,
    onConfirm,
    onBack,
    button: await screen.findByRole('button', { name: busy ?? 'Godkjenn' }),
  };
}

describe('ConfirmBar', () => {
  it('has the focus on the act, described by its sentence', async () => {
    const { button } = await drawBar();
    expect(document.activeElement).toBe(button);
    expect(button.getAttribute('aria-describedby')).toBe('confirm-sentence');
  });

  it('ignores a press in the first 400 ms, so that a double click cannot confirm', async () => {
    const { clock, button, onConfirm } = await drawBar();
    clock.now += 399;
    fireEvent.click(button);
    expect(onConfirm).not.toHaveBeenCalled();
    clock.now += 1;
    fireEvent.click(button);
    expect(onConfirm).toHaveBeenCalledOnce();
  });

  it('swallows a held Enter, and goes back on Esc', async () => {
    const { button, onBack } = await drawBar();
    expect(fireEvent.keyDown(button, { key: 'Enter', repeat: true })).toBe(false);
    fireEvent.keyDown(button, { key: 'Escape' });
    expect(onBack).toHaveBeenCalledOnce();
  });

  it('does not go back while it is being done', async () => {
    const { button, onBack } = await drawBar('Sender …');
    fireEvent.keyDown(button, { key: 'Escape' });
    fireEvent.click(screen.getByRole('button', { name: 'Tilbake' }));
    expect(onBack).not.toHaveBeenCalled();
  });
});
