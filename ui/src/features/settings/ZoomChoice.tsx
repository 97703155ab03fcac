import { Button } from '@digdir/designsystemet-react';
import { ZoomMinusIcon, ZoomPlusIcon } from '@navikt/aksel-icons';
import type { IconShape } from '~/components/Icon';
import { Icon } from '~/components/Icon';
import { useFailureAlert } from '~/components/status/useFailureAlert';
import { useZoom } from '~/api/zoom';
import { useWords } from '~/i18n';
import styles from './SettingsScreen.module.css';

/** How large everything is drawn; nothing where the host has a zoom of its own. */
export function ZoomChoice() {
  const t = useWords();
  const zoom = useZoom(useFailureAlert());
  if (!zoom) return null;
  const step = (icon: IconShape, label: string, run: (() => void) | null) => (
    <Button
      icon
      variant="secondary"
      aria-label={label}
      aria-disabled={run === null || undefined}
      onClick={() => run?.()}
    >
      <Icon of={icon} size="s" />
    </Button>
  );
  return (
    <div role="group" aria-label={t('settings.zoom')} className={styles.choice}>
      <span aria-hidden>{t('settings.zoom')}</span>
      <span className={styles.zoom}>
        {/* There also when it has nothing to do, or the focus would go with it. */}
        <Button variant="tertiary" aria-disabled={zoom.isUsual || undefined} onClick={zoom.usual}>
          {t('settings.zoom.usual')}
        </Button>
        {step(ZoomMinusIcon, t('settings.zoom.smaller'), zoom.smaller)}
        <span role="status" className="num">
          {t('settings.zoom.share', { share: zoom.size / 100 })}
        </span>
        {step(ZoomPlusIcon, t('settings.zoom.larger'), zoom.larger)}
      </span>
    </div>
  );
}
