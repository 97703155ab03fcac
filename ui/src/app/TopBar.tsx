import { Button } from '@digdir/designsystemet-react';
import {
  ArrowLeftIcon,
  Buildings3Icon,
  ChevronDownIcon,
  MagnifyingGlassIcon,
  MenuHamburgerIcon,
  TagIcon,
} from '@navikt/aksel-icons';
import { useState } from 'react';
import { useRead } from '~/api/queries';
import { Avatar } from '~/components/Avatar';
import { BrandMark } from '~/components/BrandMark';
import { Icon } from '~/components/Icon';
import { Keys } from '~/components/keys/Keys';
import { useKeyboard } from '~/components/keys/ShortcutProvider';
import { ariaKeys } from '~/components/keys/shortcuts';
import { Modal } from '~/components/Modal';
import { useNarrowBarContent } from '~/components/NarrowBar';
import { ScopePicker } from '~/components/scope/ScopePicker';
import { useScope } from '~/components/scope/ScopeProvider';
import { small, useMedia } from '~/components/useMedia';
import { useWords } from '~/i18n';
import { Fetched } from './Fetched';
import { Rail } from './Rail';
import styles from './TopBar.module.css';
import { UserMenu } from './UserMenu';

/** Brand, scope, the palette's door, how fresh things are, and who one is. */
export function TopBar({ onPalette }: { onPalette: () => void }) {
  return useMedia(small) ? <SmallBar onPalette={onPalette} /> : <WideBar onPalette={onPalette} />;
}

function WideBar({ onPalette }: { onPalette: () => void }) {
  const t = useWords();
  const keyboard = useKeyboard();
  return (
    <header className={styles.top}>
      <div className={styles.brand}>
        <BrandMark />
        {t('common.appName')}
      </div>
      <ScopeButton />
      <button
        type="button"
        className={styles.search}
        aria-keyshortcuts={ariaKeys('palette', keyboard)}
        onClick={onPalette}
      >
        <Icon of={MagnifyingGlassIcon} size="s" />
        <span className="grow ell">{t('frame.search')}</span>
        <Keys id="palette" />
      </button>
      <div className={styles.right}>
        <Fetched />
        <UserMenu />
      </div>
    </header>
  );
}

/** The bar of a small window: menu, the way back, search, next. */
function SmallBar({ onPalette }: { onPalette: () => void }) {
  const t = useWords();
  const [menu, setMenu] = useState(false);
  const content = useNarrowBarContent();
  return (
    <header className={styles.small}>
      <Button
        icon
        variant="tertiary"
        aria-label={t('common.menu')}
        aria-haspopup="dialog"
        onClick={() => {
          setMenu(true);
        }}
      >
        <Icon of={MenuHamburgerIcon} />
      </Button>
      {content ? (
        <Button variant="tertiary" className={styles.back} onClick={content.onBack}>
          <Icon of={ArrowLeftIcon} />
          <span className="ell">{content.label}</span>
          {content.position && <span className="num">{t('frame.position', content.position)}</span>}
        </Button>
      ) : (
        <ScopeButton />
      )}
      <span className="grow" />
      <Button icon variant="tertiary" aria-label={t('frame.searchShort')} onClick={onPalette}>
        <Icon of={MagnifyingGlassIcon} />
      </Button>
      {content?.onNext && (
        <Button icon variant="tertiary" aria-label={content.nextLabel} onClick={content.onNext}>
          <Icon of={ChevronDownIcon} />
        </Button>
      )}
      <UserMenu bare />
      {menu && (
        <Modal
          look="menu"
          title={t('common.menu')}
          onClose={() => {
            setMenu(false);
          }}
        >
          <Rail
            inMenu
            onGo={() => {
              setMenu(false);
            }}
          />
        </Modal>
      )}
    </header>
  );
}

/** For whom: one organisation, or all. */
function ScopeButton() {
  const t = useWords();
  const { scope, group } = useScope();
  const { data } = useRead('organisations', { text: '', group: 'all', offset: 0, limit: 0 });
  return (
    <ScopePicker className={styles.scope}>
      {scope ? (
        <Avatar initials={scope.initials} size="s" kind={scope.kind} />
      ) : (
        <Avatar icon={group ? TagIcon : Buildings3Icon} size="s" tint />
      )}
      <b className="ell">{scope?.name ?? group?.name ?? t('common.allOrganisations')}</b>
      {!scope && !group && data && <span className="muted num">{t.number(data.all)}</span>}
      <Icon of={ChevronDownIcon} size="s" />
    </ScopePicker>
  );
}
