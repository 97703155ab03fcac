import { render, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { Session } from '~/api/generated/surface';
import { makeQueryClient } from '~/api/queries';
import { memoryHost } from '~/host/memory';
import { loadCatalogue } from '~/i18n';
import '~/test/gaps';
import { usualSettings } from './appearance';
import { ViewerApp } from './ViewerApp';

const session = (kind: 'signed_in' | 'signed_out') =>
  ({ state: { kind }, person: null }) as unknown as Session;

it('shows the file while its person is signed in, and nothing of it afterwards', async () => {
  let now = session('signed_in');
  const host = memoryHost({
    settings: () => usualSettings,
    session: () => now,
    attachment_bytes: () => ({ name: 'x', mediaType: 'text/plain', base64: btoa('Kjære kunde') }),
  });
  const viewed = {
    of: { id: 'd1', transmissionId: null, attachmentId: 'a1' },
    name: 'Brev.txt',
  };
  const words = { language: 'nb' as const, catalogue: await loadCatalogue('nb') };
  render(<ViewerApp host={host} client={makeQueryClient()} words={words} viewed={viewed} />);
  expect(await screen.findByText('Kjære kunde')).toBeTruthy();
  expect(screen.getByRole('heading', { level: 1, name: 'Brev.txt' })).toBeTruthy();
  expect(document.title).toBe('Brev.txt');
  expect(host.calls).toContainEqual({ name: 'attachment_bytes', input: viewed.of });

  now = session('signed_out');
  host.emit({ kind: 'changed', topics: ['session'] });
  await waitFor(() => {
    expect(screen.queryByText('Kjære kunde')).toBeNull();
  });
  expect(screen.getByText(/^Du er logget ut/)).toBeTruthy();
});
