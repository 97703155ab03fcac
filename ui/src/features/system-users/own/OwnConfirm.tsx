import { Buildings2Icon } from '@navikt/aksel-icons';
import { use } from 'react';
import type { SystemUserDetail } from '~/api/generated/surface';
import { useAct } from '~/api/queries';
import { ConfirmBar } from '~/components/ConfirmBar';
import { TestContext } from '~/components/ScreenTitle';
import { useStatus } from '~/components/status/StatusProvider';
import { useSentence } from '~/errors';
import { useWords } from '~/i18n';

/** Asks once more before the own organisation is put on a system access for clients, or taken off it. */
export function OwnConfirm({
  detail: { row, serviceCount },
  add,
  onDone,
}: {
  detail: SystemUserDetail;
  add: boolean;
  /** It is over: done, refused or given up. */
  onDone: () => void;
}) {
  const t = useWords();
  const isTest = use(TestContext);
  const { say, alert } = useStatus();
  const sentence = useSentence();
  const names = { system: row.title, organisation: row.organisation };
  const set = useAct('set_own_organisation', {
    onSuccess: ({ added }) => {
      say({ text: t(added === true ? 'own.say.added' : 'own.say.removed', names), icon: Buildings2Icon });
      onDone();
    },
    onError: ({ failure }) => {
      const { what, means, next } = sentence(failure);
      alert(`${t(add ? 'own.failed.add' : 'own.failed.remove')} ${what}. ${means} ${next}`);
      onDone();
    },
  });
  return (
    <ConfirmBar
      confirm={t(add ? 'own.addConfirm' : 'own.removeConfirm')}
      busy={set.isPending && t('common.sending')}
      danger={!add}
      onBack={onDone}
      onConfirm={() => {
        if (!set.isPending) set.mutate({ partyUuid: row.partyUuid, id: row.id, added: add });
      }}
    >
      {isTest && <b>{t('rights.withdraw.test')} </b>}
      {t.rich(add ? 'own.confirm.add' : 'own.confirm.remove', {
        system: <bdi>{row.title}</bdi>,
        vendor: row.vendor,
        organisation: row.organisation,
        count: serviceCount,
      })}
    </ConfirmBar>
  );
}
