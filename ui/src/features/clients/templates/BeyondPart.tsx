import { Checkbox } from '@digdir/designsystemet-react';
import type { BulkChange, ClientTemplate } from '~/api/generated/surface';
import { useWords } from '~/i18n';
import { ChangeRows } from '../bulk/PlanRows';
import styles from './Templates.module.css';

/** A template's own change, without what is beyond it or with it. */
export function templateChange({ firm, id }: ClientTemplate, beyond: boolean): BulkChange {
  return { firm, source: { kind: 'template', id, beyond } };
}

/** What clients have that no template asks for: it is shown, and goes only where one chooses so. */
export function BeyondPart({
  template,
  agents,
  taken,
  onTaken,
}: {
  template: ClientTemplate;
  /** Titles by key. */
  agents: ReadonlyMap<string, string>;
  taken: boolean;
  onTaken: (taken: boolean) => void;
}) {
  const t = useWords();
  const { beyond: count } = template;
  return (
    <section className={styles.beyond}>
      <h2 className="h2">{t('templates.beyond.title')}</h2>
      <p>{t('templates.beyond.text', { count })}</p>
      <ChangeRows change={templateChange(template, true)} outcome="remove" count={count} agents={agents} />
      <Checkbox
        label={t('templates.beyond.take', { count })}
        description={t('templates.beyond.takeText', { count })}
        checked={taken}
        onChange={(event) => {
          onTaken(event.target.checked);
        }}
      />
    </section>
  );
}
