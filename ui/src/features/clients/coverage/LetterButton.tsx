import { Button } from '@digdir/designsystemet-react';
import { FilesIcon } from '@navikt/aksel-icons';
import type { CoverageQuery } from '~/api/generated/surface';
import { useHost } from '~/api/host';
import { useCopy } from '~/components/copy';
import { Icon } from '~/components/Icon';
import { useStatus } from '~/components/status/StatusProvider';
import { useWords } from '~/i18n';
import { lettersTo } from './letter-words';

/** Copies a text to the clients that lack something. */
export function LetterButton({ query }: { query: CoverageQuery }) {
  const t = useWords();
  const host = useHost();
  const { say } = useStatus();
  const copy = useCopy();
  return (
    <Button
      variant="secondary"
      className="xs"
      onClick={() => {
        const asked = host.call('client_coverage', query);
        void copy(asked.then((coverage) => lettersTo(t, coverage, coverage.lacking))).then(async (done) => {
          if (!done) return;
          const count = (await asked).lacking.filter((one) => !one.isDeleted).length;
          say({ text: t('coverage.copied', { count }), icon: FilesIcon });
        });
      }}
    >
      <Icon of={FilesIcon} size="s" />
      {t('coverage.copyAll')}
    </Button>
  );
}
