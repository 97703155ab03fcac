import { screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CommandError, unexpected } from '~/errors/CommandError';
import { renderWithin } from '~/test/render';
import { CopyButton } from './CopyButton';
import { Modal } from './Modal';
import { AskAboutLink } from './review/AskAboutLink';

/** Where the field stood that the old way copied from. */
let copiedIn: Element | null = null;
/** Whether the engine lets the old way copy. */
let allowed = true;

beforeEach(() => {
  copiedIn = null;
  allowed = true;
  // Not in jsdom: an engine copies what is selected.
  Object.defineProperty(document, 'execCommand', {
    configurable: true,
    value: () => {
      copiedIn = document.activeElement?.parentElement ?? null;
      return allowed;
    },
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});
const refuseClipboard = () => vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('no'));

describe('copying', () => {
  it('says that it failed when the engine refuses both ways', async () => {
    const { user } = await renderWithin(<CopyButton text="310987654" label="Kopier" />);
    refuseClipboard();
    allowed = false;
    await user.click(await screen.findByRole('button', { name: 'Kopier' }));
    await waitFor(() => {
      expect(screen.getByTestId('alerted').textContent).toBe('Teksten ble ikke kopiert.');
    });
    expect(screen.getByTestId('said').textContent).toBe('');
    expect(screen.getByRole('button', { name: 'Kopier' })).toBeTruthy();
  });

  it('copies from inside the open dialog, where the page is inert, and gives the focus back', async () => {
    const { user } = await renderWithin(
      <Modal title="Om" onClose={vi.fn()}>
        <CopyButton text="310987654" label="Kopier" />
      </Modal>,
    );
    refuseClipboard();
    const button = await screen.findByRole('button', { name: 'Kopier' });
    await user.click(button);
    await waitFor(() => {
      expect(screen.getByTestId('said').textContent).toBe('Kopiert');
    });
    expect(copiedIn?.tagName).toBe('DIALOG');
    expect(document.activeElement).toBe(button);
  });

  it('copies what is made first, and says why when it could not be made', async () => {
    const { user, host } = await renderWithin(<AskAboutLink requestKey="r1" />, {
      confirm_link: () => ({ url: 'https://am.ui.altinn.no/x' }),
    });
    const button = await screen.findByRole('button', { name: 'Kopier melding med lenken' });
    await user.click(button);
    await waitFor(async () => {
      expect(await navigator.clipboard.readText()).toContain('https://am.ui.altinn.no/x');
    });
    host.answers.confirm_link = () => {
      throw new CommandError({ ...unexpected('test'), code: 'offline' });
    };
    await user.click(button);
    await waitFor(() => {
      expect(screen.getByTestId('alerted').textContent).toMatch(/nett/);
    });
  });
});
