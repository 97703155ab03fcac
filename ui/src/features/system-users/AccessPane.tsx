import { useState } from 'react';
import type { SystemUserRef } from '~/api/generated/surface';
import { useRead } from '~/api/queries';
import { moveFocus } from '~/components/focus';
import { NotRead } from '~/components/NotRead';
import { Reader, ReaderTitle } from '~/components/Reader';
import { useTitleAfterLoading } from '~/components/rights/useTitleAfterLoading';
import { SkeletonText } from '~/components/Skeleton';
import { useFocusAfterAsking } from '~/components/useFocusAfterAsking';
import { useWords } from '~/i18n';
import { Access } from './Access';
import { OwnConfirm } from './own/OwnConfirm';
import { WithdrawBar } from './WithdrawBar';

/** One system access: what it can do now, where it comes from, and taking it back. */
export function AccessPane({ access }: { access: SystemUserRef }) {
  const t = useWords();
  const { data: detail, error, refetch } = useRead('system_user', access);
  const [own, setOwn] = useState<'add' | 'remove' | null>(null);
  useFocusAfterAsking(own !== null, () => {
    moveFocus(document.querySelector<HTMLElement>('[data-step="own"]'));
  });
  useTitleAfterLoading(detail !== undefined || error !== null);
  if (error && !detail) {
    return (
      <Reader>
        <ReaderTitle>{t('system-users.reader')}</ReaderTitle>
        <NotRead of={{ error, refetch }} announce />
      </Reader>
    );
  }
  if (!detail) {
    return (
      <Reader>
        <ReaderTitle>{t('system-users.loading')}</ReaderTitle>
        <SkeletonText lines={6} />
      </Reader>
    );
  }
  return (
    <Reader
      actions={
        own ? (
          <OwnConfirm
            detail={detail}
            add={own === 'add'}
            onDone={() => {
              setOwn(null);
            }}
          />
        ) : (
          <WithdrawBar detail={detail} />
        )
      }
    >
      <Access
        detail={detail}
        onOwn={(add) => {
          setOwn(add ? 'add' : 'remove');
        }}
      />
    </Reader>
  );
}
