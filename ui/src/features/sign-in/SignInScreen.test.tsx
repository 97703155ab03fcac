import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { AppInfo, Capabilities, EnvironmentId, Session } from '~/api/generated/surface';
import { renderWithin } from '~/test/render';
import { quiet } from '~/test/status';
import { SignInScreen } from './SignInScreen';

const environment = (id: EnvironmentId, canSignIn = true) => ({
  id,
  portalHost: `${id}.example`,
  isTest: id !== 'prod',
  canSignIn,
});
const app = (id: EnvironmentId, canSignIn = true): AppInfo => ({
  version: '1.2.3',
  environment: environment(id, canSignIn),
  environments: [environment('prod'), environment('tt02'), environment('sandbox')],
  logDir: null,
  dataDir: null,
  platform: 'linux',
});
const kari = { key: 'kari', name: 'Kari Haugen', initials: 'KH', blurb: 'Tilgangsstyrer' };
const odd = { key: 'odd', name: 'Odd Lunde', initials: 'OL', blurb: 'Regnskapsfører' };
const out: Session = {
  state: { kind: 'signed_out' },
  account: null,
  person: null,
  level: null,
  storage: { kind: 'keyring' },
  capabilities: {} as Capabilities,
  personas: [],
  lastFailure: null,
  hasData: false,
};

function draw(session: Partial<Session>, info: AppInfo) {
  const now = { ...out, ...session };
  return renderWithin(<SignInScreen onHelp={vi.fn()} />, {
    session: () => now,
    app_info: () => info,
    status: () => quiet,
    sign_in: () => now,
    cancel_sign_in: () => now,
    reopen_sign_in: () => now,
    switch_environment: () => ({}),
  });
}

describe('sign-in', () => {
  it('begins in the browser, in the language of the screen', async () => {
    const { user, callsOf } = await draw({}, app('prod'));
    await user.click(await screen.findByRole('button', { name: 'Logg inn med ID-porten' }));
    expect(callsOf('sign_in')).toEqual([
      { persona: null, stepUp: false, otherPerson: false, moreScopes: false, uiLocale: 'nb' },
    ]);
  });

  it('changes environment, and opens the trial', async () => {
    const { user, callsOf } = await draw({}, app('prod'));
    await user.click(await screen.findByRole('radio', { name: 'Testmiljøet TT02' }));
    await user.click(screen.getByRole('button', { name: 'Prøv uten innlogging' }));
    expect(callsOf('switch_environment')).toEqual([{ to: 'tt02' }, { to: 'sandbox' }]);
  });

  it('lets one be an invented person, by key alone', async () => {
    const { user, callsOf } = await draw({ personas: [kari, odd] }, app('sandbox'));
    const go = await screen.findByRole('button', { name: 'Fortsett som Kari Haugen' });
    expect(document.activeElement).toBe(go);
    await user.click(screen.getByRole('radio', { name: /Odd Lunde/ }));
    await user.keyboard('{Enter}');
    await waitFor(() => {
      expect(callsOf('sign_in')).toEqual([
        { persona: 'odd', stepUp: false, otherPerson: false, moreScopes: false, uiLocale: 'nb' },
      ]);
    });
  });

  it('has the real way in the trial too', async () => {
    const { user, callsOf } = await draw({ personas: [kari] }, app('sandbox'));
    await user.click(await screen.findByRole('button', { name: 'Logg inn i nettleseren' }));
    expect(callsOf('sign_in')).toEqual([
      { persona: null, stepUp: false, otherPerson: false, moreScopes: false, uiLocale: 'nb' },
    ]);
  });

  it('waits for the browser with a way back, a way again and the link', async () => {
    const state = {
      kind: 'authorizing',
      link: 'https://login.example/x',
      purpose: 'sign_in',
      until: '2026-11-12T13:37:00Z',
    } as const;
    const { user, callsOf } = await draw({ state }, app('prod'));
    expect(await screen.findByRole('heading', { name: 'Fortsett i nettleseren' })).toBe(
      document.activeElement,
    );
    expect(screen.getByText('Vi venter til klokka 14.37.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Åpne nettleseren igjen' }));
    await user.click(screen.getByRole('button', { name: 'Avbryt' }));
    expect(callsOf('reopen_sign_in')).toHaveLength(1);
    expect(callsOf('cancel_sign_in')).toHaveLength(1);
    expect(screen.getByRole('button', { name: 'Kopier lenken' })).toBeTruthy();
  });

  it.each([
    ['login_cancelled', 'Innloggingen ble avbrutt'],
    ['level_too_low', 'Sikkerhetsnivået er for lavt'],
    ['person_unknown_at_altinn', 'Altinn kjenner deg ikke ennå'],
    ['keyring_locked', 'Nøkkelringen er låst'],
  ] as const)('says %s in its own words, also aloud', async (code, what) => {
    const lastFailure = {
      code,
      retry: 'later' as const,
      afterS: null,
      upstreamCode: null,
      traceId: null,
      context: {},
    };
    await draw({ lastFailure }, app('prod'));
    expect(await screen.findByText(what)).toBeTruthy();
    expect(screen.getByTestId('alerted').textContent).toContain(what);
  });

  it('says why one cannot sign in where the program is not registered', async () => {
    const { user, callsOf } = await draw({}, app('tt02', false));
    const button = await screen.findByRole('button', { name: 'Logg inn med ID-porten' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    await user.click(button);
    expect(callsOf('sign_in')).toEqual([]);
    expect(screen.getByText(/ikke registrert hos ID-porten/)).toBeTruthy();
  });
});
