import type { Session } from '~/api/generated/surface';

/** Someone whose data is open stays inside while the browser asks again, and while the login has ended. */
export function isInside({ account }: Session): boolean {
  return account !== null;
}
