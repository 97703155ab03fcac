import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { AppInfo, Session } from '~/api/generated/surface';
import { makeQueryClient } from '~/api/queries';
import { CommandError, unreachable } from '~/errors/CommandError';
import { memoryHost } from '~/host/memory';
import { loadCatalogue } from '~/i18n';
import { failing } from '~/test/failing';
import '~/test/gaps';
import { usualSettings } from './appearance';
import { ViewerApp } from './ViewerApp';

const session = (account: string | null) =>
  ({ state: { kind: account === null ? 'signed_out' : 'signed_in' }, account, person: null }) as Session;

const words = async () => ({ language: 'nb' as const, catalogue: await loadCatalogue('nb') });
const viewed = {
  of: { id: 'd1', transmissionId: null, attachmentId: 'a1' },
  name: 'Brev.txt',
};
const file = { name: 'x', mediaType: 'text/plain', base64: btoa('Kjære kunde') };
const reload = vi.fn<() => void>();

beforeEach(() => {
  reload.mockClear();
  vi.stubGlobal('location', { reload });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

async function draw() {
  const shown = { session: session('kari') };
  const host = memoryHost({
    settings: () => usualSettings,
    session: () => shown.session,
    attachment_bytes: () => file,
  });
  render(<ViewerApp host={host} client={makeQueryClient()} words={await words()} viewed={viewed} />);
  expect(await screen.findByText('Kjære kunde')).toBeTruthy();
  const become = (account: string | null) => {
    shown.session = session(account);
    host.emit({ kind: 'changed', topics: ['session'] });
  };
  return { host, become };
}

it('shows the file while its person is signed in, and nothing of it afterwards', async () => {
  const { host, become } = await draw();
  expect(screen.getByRole('heading', { level: 1, name: 'Brev.txt' })).toBeTruthy();
  expect(document.title).toBe('Brev.txt');
  expect(host.calls).toContainEqual({ name: 'attachment_bytes', input: viewed.of });

  become(null);
  await waitFor(() => {
    expect(screen.queryByText('Kjære kunde')).toBeNull();
  });
  expect(screen.getByText(/^Du er logget ut/)).toBeTruthy();
});

it('draws everything larger by key, and asks to change nothing else', async () => {
  const { host } = await draw();
  host.answers.set_settings = (settings) => settings;
  await userEvent.keyboard('{Control>}+{/Control}');
  expect(host.calls).toContainEqual({ name: 'set_settings', input: { ...usualSettings, zoom: 110 } });
});

it('begins no login, which its window may not ask for, and reads the file after one elsewhere', async () => {
  const failure = { ...unreachable('attachment_bytes'), code: 'message_level_too_low' as const };
  const host = memoryHost({
    settings: () => usualSettings,
    session: () => session('kari'),
    attachment_bytes: () => Promise.reject(new CommandError(failure)),
  });
  render(<ViewerApp host={host} client={makeQueryClient()} words={await words()} viewed={viewed} />);
  const again = await screen.findByRole('button', { name: 'Prøv igjen' });
  expect(screen.queryByRole('button', { name: /^Logg inn/ })).toBeNull();
  host.answers.attachment_bytes = () => file;
  await userEvent.click(again);
  expect(await screen.findByText('Kjære kunde')).toBeTruthy();
});

it('starts over when somebody else signs in meanwhile', async () => {
  const { become } = await draw();
  expect(reload).not.toHaveBeenCalled();
  become('odd');
  await waitFor(() => {
    expect(reload).toHaveBeenCalledOnce();
  });
});

it('asks the core for what its window may have, and for nothing else', async () => {
  const environment = { id: 'sandbox', portalHost: '127.0.0.1', isTest: true, canSignIn: true };
  const host = memoryHost({
    settings: () => usualSettings,
    session: () => session('kari'),
    app_info: () =>
      ({ environment, environments: [environment, { ...environment, id: 'prod' }] }) as unknown as AppInfo,
    attachment_bytes: () => file,
  });
  render(<ViewerApp host={host} client={makeQueryClient()} words={await words()} viewed={viewed} />);
  expect(await screen.findByText('Kjære kunde')).toBeTruthy();
  expect(await screen.findByRole('region', { name: 'TEST' })).toBeTruthy();
  // From the table in `src-tauri/src/viewer.rs`.
  const may = ['app_info', 'attachment_bytes', 'open_attachment', 'save_attachment', 'session', 'settings'];
  for (const { name } of host.calls) expect([...may, 'ui_log', 'ui_mark', 'window_used']).toContain(name);
  const buttons = screen.getAllByRole('button').map((button) => button.textContent);
  expect(buttons).toHaveLength(2);
});

it('says that the session could not be read, instead of staying empty, and reads it again', async () => {
  const read = failing(() => session('kari'));
  const host = memoryHost({
    settings: () => usualSettings,
    session: read.answer,
    attachment_bytes: () => file,
  });
  render(<ViewerApp host={host} client={makeQueryClient()} words={await words()} viewed={viewed} />);
  const again = await screen.findByRole('button', { name: 'Prøv igjen' });
  read.mend();
  await userEvent.click(again);
  expect(await screen.findByText('Kjære kunde')).toBeTruthy();
});
