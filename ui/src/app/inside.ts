import type { Session } from '~/api/generated/surface';

/** Someone whose data is open stays inside while the browser asks again, and while the login has ended. */
export function isInside({ state: { kind }, person }: Session): boolean {
  return kind === 'signed_in' || kind === 'login_needed' || (kind === 'authorizing' && person !== null);
}
