import { useRef, useState } from 'react';
import type { SystemUserRef, WithdrawalConsequence } from '~/api/generated/surface';
import { useHost } from '~/api/host';
import { failureOf } from '~/errors';

/** What a withdrawal takes away, as far as it is known. */
export type Consequence = Pick<WithdrawalConsequence, 'clients' | 'ownOrganisation' | 'failure'>;

/** Asks Altinn what a withdrawal takes away, just before the person decides; never before, and never from a store. */
export function useConsequence() {
  const host = useHost();
  const [counting, setCounting] = useState(false);
  const [consequence, setConsequence] = useState<Consequence | null>(null);
  const asked = useRef(false);
  return {
    /** It is being counted. */
    counting,
    consequence,
    /** Asks, and goes on whether it could be counted or not. */
    ask: (access: SystemUserRef, then: () => void) => {
      if (asked.current) return;
      asked.current = true;
      setCounting(true);
      host
        .call('withdrawal', access)
        .then(setConsequence, (reason: unknown) => {
          setConsequence({ clients: null, ownOrganisation: null, failure: failureOf(reason) });
        })
        .finally(() => {
          asked.current = false;
          setCounting(false);
          then();
        });
    },
  };
}
