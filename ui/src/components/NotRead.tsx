import type { UseQueryResult } from '@tanstack/react-query';
import type { CommandError } from '~/errors';
import { FailureNotice } from './FailureNotice';

/** Why something could not be read, where it would stand, and reading it again. */
export function NotRead({
  of: { error, refetch },
  compact = false,
  announce = false,
}: {
  of: Pick<UseQueryResult<unknown, CommandError>, 'error' | 'refetch'>;
  /** As of a `FailureNotice`. */
  compact?: boolean;
  announce?: boolean;
}) {
  return (
    error && (
      <FailureNotice
        failure={error.failure}
        compact={compact}
        announce={announce}
        retry={() => void refetch()}
      />
    )
  );
}
