// The firm whose clients are shown.
import { useLocation } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { ClientFirm, ClientFirms, Failure, FirmRef, SystemUsersQuery } from '~/api/generated/surface';
import { useAct, useRead } from '~/api/queries';
import { useShortcut } from '~/components/keys/ShortcutProvider';
import { useScope } from '~/components/scope/ScopeProvider';
import { useStatus } from '~/components/status/StatusProvider';
import { useSentence } from '~/errors';
import { whichFirm } from './which-firm';

/** All accesses for clients that are known here. */
const forClients: SystemUsersQuery = {
  text: '',
  partyUuid: null,
  group: null,
  kind: 'client',
  changed: false,
  refresh: false,
};

/** The firms, and the one that is chosen. */
export interface Firms {
  /** What the core said; `undefined` until it did. */
  answer: ClientFirms | undefined;
  /** Why it could not be asked. */
  failure: Failure | null;
  /** The chosen firm; `null` while there is none. */
  firm: ClientFirm | null;
  /** There may be one: firms are being asked for, or read until one has clients. */
  looking: boolean;
  /** One came for the clients of an access, and does not administer those of its firm. */
  foreign: boolean;
  /** The access whose clients one came for, where it is of this firm. */
  agent: string | null;
  choose: (partyUuid: string) => void;
  /** Reads the firm's clients and agents from Altinn now. */
  refresh: () => void;
  /** Asks again which firms there are, where that failed. */
  retry: () => void;
  refreshing: boolean;
}

/** The chosen firm, and the access that one came for. */
export function useFirm(): Firms {
  const { scope } = useScope();
  const { alert } = useStatus();
  const sentence = useSentence();
  const { data: answer, error, refetch } = useRead('client_firms', {});
  const told = useLocation({ select: ({ state }) => state.agent ?? null });
  const [came, setCame] = useState(told);
  const [chosen, setChosen] = useState(told?.partyUuid ?? null);
  // «Velg klienter» was pressed again: that is as good as choosing by hand.
  if (told !== null && told !== came) {
    setCame(told);
    setChosen(told.partyUuid);
  }
  const [looked, setLooked] = useState<ReadonlySet<string>>(new Set());
  const isAsking = answer?.fetchedAt === null && answer.failure === null && answer.read.way === 'api';
  // Another firm is never put in its place unasked: its clients are not those that one came for.
  const foreign =
    chosen !== null &&
    answer !== undefined &&
    !isAsking &&
    !answer.firms.some(({ partyUuid }) => partyUuid === chosen);
  const accesses = useRead('system_users', forClients);
  const likely = accesses.isPending ? null : new Set(accesses.data?.rows.map(({ partyUuid }) => partyUuid));
  const { firm, look } = foreign
    ? { firm: null, look: null }
    : whichFirm(answer, { chosen, scope: scope?.partyUuid ?? null, looked, likely });

  const wasRead = ({ firm: one }: FirmRef) => {
    setLooked((before) => new Set(before).add(one));
  };
  const { mutate, isPending } = useAct('refresh_clients', {
    onSuccess: (_nothing, input) => {
      wasRead(input);
    },
    onError: ({ failure }, input) => {
      wasRead(input);
      const { what, means } = sentence(failure);
      alert(`${what}. ${means}`);
    },
  });
  const { mutate: remember } = useAct('choose_firm');
  const refresh = () => {
    if (firm !== null && !isPending) mutate({ firm: firm.partyUuid });
  };
  useShortcut('refresh', refresh, firm !== null);
  const agent = firm !== null && came?.partyUuid === firm.partyUuid ? came.id : null;
  const { data: agents } = useRead(
    'client_agents',
    { firm: firm?.partyUuid ?? '' },
    { enabled: agent !== null },
  );

  // A firm that was never read is read when it is shown first, and one whose access is younger than the reading is read
  // for that; once, whatever comes of it.
  const asked = useRef(new Set<string>());
  const isUnread = firm !== null && firm.fetchedAt === null;
  const isNew = agent !== null && agents !== undefined && !agents.agents.some(({ id }) => id === agent);
  const canRead = firm !== null && !firm.reading && answer?.read.way === 'api';
  const unread = look ?? (canRead && (isUnread || isNew) ? firm.partyUuid : null);
  useEffect(() => {
    const key = `${unread ?? ''} ${agent ?? ''}`;
    if (unread === null || asked.current.has(key)) return;
    asked.current.add(key);
    mutate({ firm: unread });
  }, [unread, agent, mutate]);

  return {
    answer,
    failure: error?.failure ?? answer?.failure ?? null,
    firm,
    looking: firm === null && !foreign && (isAsking || (answer?.firms.length ?? 0) > 0),
    foreign,
    agent,
    choose: (partyUuid) => {
      setChosen(partyUuid);
      remember({ firm: partyUuid });
    },
    refresh,
    retry: () => void refetch(),
    refreshing: isPending || firm?.reading === true,
  };
}
