import { Button } from '@digdir/designsystemet-react';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { useHost } from '~/api/host';
import { useWords } from '~/i18n';
import type { Host } from '~/host/types';
import styles from './ErrorBoundary.module.css';

/** Keeps a fault in one part of the window from taking the rest with it. */
export function ErrorBoundary({ children }: { children: ReactNode }) {
  const host = useHost();
  return <Boundary host={host}>{children}</Boundary>;
}

class Boundary extends Component<{ host: Host; children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override componentDidCatch(error: Error, info: ErrorInfo) {
    // The name and the place only: a message may hold what was on the screen.
    const place = info.componentStack?.trim().split('\n')[0]?.trim() ?? '';
    void this.props.host
      .call('ui_log', { level: 'error', message: `${error.name} ${place}` })
      .catch(() => undefined);
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <Broken
        again={() => {
          this.setState({ broken: false });
        }}
      />
    );
  }
}

function Broken({ again }: { again: () => void }) {
  const t = useWords();
  return (
    <div role="alert" className={styles.broken}>
      <h1 className="h1">{t('frame.broken.title')}</h1>
      <p>{t('frame.broken.text')}</p>
      <Button variant="secondary" onClick={again}>
        {t('frame.broken.again')}
      </Button>
    </div>
  );
}
