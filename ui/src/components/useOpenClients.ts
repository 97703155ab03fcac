import { useRouter } from '@tanstack/react-router';
import type { SystemUserRef } from '~/api/generated/surface';

/** Goes to the clients, with a system access chosen. */
export function useOpenClients(): (agent: SystemUserRef) => void {
  const router = useRouter();
  return (agent) => {
    router.history.push('/clients', { agent });
  };
}
