// What a failed command rejects with: the core's own failure, typed. Anything else is a fault of ours and becomes one.
import type { Failure } from '~/api/generated/surface';

/** A command ended in a failure. */
export class CommandError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    // The code only: a failure's context may name organisations, and an error's message may be logged.
    super(failure.code);
    this.name = 'CommandError';
    this.failure = failure;
  }
}

/** Whether a value from outside is a failure of the core. */
export function isFailure(value: unknown): value is Failure {
  return (
    typeof value === 'object' &&
    value !== null &&
    'code' in value &&
    typeof value.code === 'string' &&
    'retry' in value &&
    'context' in value
  );
}

/** A fault of ours at a place that a developer can find. */
export function unexpected(place: string): Failure {
  return {
    code: 'unexpected',
    retry: 'never',
    afterS: null,
    upstreamCode: null,
    traceId: null,
    context: { place },
  };
}

/** The core did not answer at all. */
export function unreachable(command: string): Failure {
  return { ...unexpected(`host.${command}`), retry: 'later' };
}

/** Makes whatever a host threw into a `CommandError`. */
export function commandError(reason: unknown, command: string): CommandError {
  if (reason instanceof CommandError) return reason;
  return new CommandError(isFailure(reason) ? reason : unexpected(`host.${command}`));
}

/** The failure inside whatever was thrown. */
export function failureOf(reason: unknown): Failure {
  return reason instanceof CommandError ? reason.failure : unexpected('ui');
}
