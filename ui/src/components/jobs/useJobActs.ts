// What one can do with a job, wherever it stands: in the status line and on its page.
import type { Failure, Job } from '~/api/generated/surface';
import { useAct } from '~/api/queries';
import { useStatus } from '~/components/status/StatusProvider';
import { useSentence } from '~/errors';

/** The acts. */
export interface JobActs {
  pause: (job: Job) => void;
  resume: (job: Job) => void;
  cancel: (job: Job) => void;
  retry: (job: Job) => void;
  undo: (job: Job) => void;
  busy: boolean;
}

/** Steers jobs; what goes wrong is said in the status line. */
export function useJobActs({ onUndoing }: { onUndoing?: (job: Job) => void } = {}): JobActs {
  const { alert } = useStatus();
  const sentence = useSentence();
  const options = {
    onError: ({ failure }: { failure: Failure }) => {
      const { what, means } = sentence(failure);
      alert(`${what}. ${means}`);
    },
  };
  const pause = useAct('pause_job', options);
  const resume = useAct('resume_job', options);
  const cancel = useAct('cancel_job', options);
  const retry = useAct('retry_job', options);
  const undo = useAct('undo_job', { ...options, ...(onUndoing && { onSuccess: onUndoing }) });
  const all = [pause, resume, cancel, retry, undo];
  const busy = all.some(({ isPending }) => isPending);
  const run =
    ({ mutate }: { mutate: (input: { id: string }) => void }) =>
    ({ id }: Job) => {
      if (!busy) mutate({ id });
    };
  return {
    pause: run(pause),
    resume: run(resume),
    cancel: run(cancel),
    retry: run(retry),
    undo: run(undo),
    busy,
  };
}
