import { clearMocks, mockIPC } from '@tauri-apps/api/mocks';
import { afterEach, expect, it, vi } from 'vitest';
import type { Event } from '~/api/generated/surface';
import { tauriHost } from './tauri';

afterEach(clearMocks);

const changed: Event = { kind: 'changed', topics: ['status'] };

it('asks for one channel, however many listen, and tells all of them until they stop', () => {
  const channels: { onmessage: (event: Event) => void }[] = [];
  mockIPC((command, payload) => {
    if (command === 'subscribe') channels.push((payload as { channel: (typeof channels)[number] }).channel);
  });
  const host = tauriHost();
  const [first, second] = [vi.fn(), vi.fn()];
  host.subscribe(first);
  const stop = host.subscribe(second);
  expect(channels).toHaveLength(1);
  channels[0]?.onmessage(changed);
  stop();
  channels[0]?.onmessage(changed);
  expect(first).toHaveBeenCalledTimes(2);
  expect(second).toHaveBeenCalledTimes(1);
});
