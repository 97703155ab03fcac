import { CheckmarkCircleIcon } from '@navikt/aksel-icons';
import { useEffect, useState } from 'react';
import type { Alike, AlikeChoice, AlikeOutcomes, Failure, Review } from '~/api/generated/surface';
import { useHost } from '~/api/host';
import { useAct, useRead } from '~/api/queries';
import { useStatus } from '~/components/status/StatusProvider';
import { useSentence } from '~/errors';
import { useWords } from '~/i18n';
import { choicesOf, isSeveral } from './alike-view';

/** How many of the requests that are being approved are settled. */
export interface Progress {
  done: number;
  total: number;
}

/** The requests that are like the open one, as far as they were asked for. */
export interface AlikeActs {
  /** How many there are besides the open one. */
  others: number;
  alike: Alike | undefined;
  /** They are being checked. */
  checking: boolean;
  failure: Failure | null;
  /** Checks them: a few calls for each, so only when the person wants it. */
  check: () => void;
  again: () => void;
  chosen: AlikeChoice[];
  isChosen: (key: string) => boolean;
  choose: (keys: readonly string[], on: boolean) => void;
  /** Approving means several now; their organisations' names. */
  several: string[] | null;
  approve: (acknowledged: boolean) => void;
  busy: boolean;
  /** How far approving has come. */
  progress: Progress | null;
  /** Why nothing of it was done. */
  refused: Failure | null;
  outcomes: AlikeOutcomes | null;
}

/** Approving the same for several organisations at once: checked one by one, confirmed once. */
export function useAlike(review: Review | undefined, onSettled: () => void): AlikeActs {
  const t = useWords();
  const { say, alert } = useStatus();
  const sentence = useSentence();
  const key = review?.key ?? '';
  const [wanted, setWanted] = useState(false);
  const [kept, setKept] = useState<ReadonlySet<string> | null>(null);
  const [run, setRun] = useState<(Progress & { first: string }) | null>(null);
  const host = useHost();
  useEffect(
    () =>
      host.subscribe((event) => {
        if (event.kind !== 'alike_progress') return;
        const { first, done, total } = event;
        setRun((before) => (before?.first === first ? { first, done, total } : before));
      }),
    [host],
  );
  // What is being approved changes with each of them: it is not checked again meanwhile.
  const { data, error, refetch } = useRead('alike', { key }, { enabled: wanted && run === null });
  const act = useAct('approve_alike', {
    onSuccess: ({ approved, rows }) => {
      setRun(null);
      // What was checked no longer holds; what came of it stands in its place.
      setWanted(false);
      setKept(null);
      if (approved === rows.length)
        say({ text: t('alike.say.all', { approved }), icon: CheckmarkCircleIcon });
      else alert(t('alike.say.some', { approved, count: rows.length }));
      onSettled();
    },
    onError: ({ failure }) => {
      setRun(null);
      const { what, next } = sentence(failure);
      alert(`${t('approvals.failed.approve')} ${what}. ${next}`, true);
      if (failure.code === 'request_changed') void refetch();
      onSettled();
    },
  });
  const alike = wanted ? data : undefined;
  const chosen = alike && alike.approve.way === 'api' ? choicesOf(alike, kept) : [];
  const keys = new Set(chosen.map((one) => one.key));
  const several = isSeveral(chosen, key)
    ? (alike?.rows ?? []).filter((row) => keys.has(row.key)).map(({ organisation }) => organisation)
    : null;
  return {
    others: review?.alike ?? 0,
    alike,
    checking: wanted && !data && !error,
    failure: wanted && !data ? (error?.failure ?? null) : null,
    check: () => {
      // It was asked for, and failed: it is asked for once more.
      if (wanted) void refetch();
      else setWanted(true);
    },
    again: () => void refetch(),
    chosen,
    isChosen: (one) => keys.has(one),
    choose: (which, on) => {
      const next = new Set(keys);
      for (const one of which) {
        if (on) next.add(one);
        else next.delete(one);
      }
      setKept(next);
    },
    several,
    approve: (acknowledged) => {
      const [one] = chosen;
      if (act.isPending || !one) return;
      setRun({ first: one.key, done: 0, total: chosen.length });
      act.mutate({ requests: chosen, acknowledged });
    },
    busy: act.isPending,
    progress: run,
    refused: act.error?.failure ?? null,
    outcomes: act.data ?? null,
  };
}
