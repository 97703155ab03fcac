import { afterEach, describe, expect, it, vi } from 'vitest';
import { CommandError } from '~/errors/CommandError';
import { bridgeHost, tokenFrom } from './bridge';

const answer = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });
const failure = {
  code: 'link_empty',
  retry: 'never',
  afterS: null,
  upstreamCode: null,
  traceId: null,
  context: {},
};

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the bridge', () => {
  it('reads its token from the fragment', () => {
    expect(tokenFrom('#token=abc')).toBe('abc');
    expect(tokenFrom('')).toBe('');
  });

  it('posts a command with its token and gives the answer', async () => {
    const fetch = vi.fn(() => Promise.resolve(answer(200, { key: 'k', kind: 'own', already: false })));
    vi.stubGlobal('fetch', fetch);
    expect(await bridgeHost('abc').call('add_link', { text: 'x' })).toMatchObject({ key: 'k' });
    expect(fetch).toHaveBeenCalledWith('/call/add_link', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-fullmakt-token': 'abc' },
      body: '{"text":"x"}',
    });
  });

  it('rejects with the failure of the core, whole', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(answer(422, failure)));
    const call = bridgeHost('abc').call('add_link', { text: '' });
    await expect(call).rejects.toBeInstanceOf(CommandError);
    await expect(call).rejects.toMatchObject({ failure });
  });

  it('makes a failure of ours of anything else', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no connection to 127.0.0.1')));
    await expect(bridgeHost('abc').call('session', {})).rejects.toMatchObject({
      failure: { code: 'unexpected' },
    });
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('<html>', { status: 502 })));
    await expect(bridgeHost('abc').call('session', {})).rejects.toMatchObject({
      failure: { code: 'unexpected' },
    });
  });
});
