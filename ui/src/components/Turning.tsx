import styles from './Turning.module.css';

/** Turns while something is awaited; the words beside it say what. */
export function Turning({ className = '' }: { className?: string | undefined }) {
  return <span className={`${styles.turning ?? ''} ${className}`} aria-hidden />;
}
