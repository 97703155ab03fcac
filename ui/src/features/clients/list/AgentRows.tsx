import { Button } from '@digdir/designsystemet-react';
import type { BulkAct, ClientView } from '~/api/generated/surface';
import { Avatar } from '~/components/Avatar';
import { unmarked } from '~/components/marking';
import { useSentence } from '~/errors';
import { useWords } from '~/i18n';
import { pressOf, wishedOf, type Wish } from '../bulk/wish';
import { cellPhrase, lookOf, namePackages, packageNames } from '../matrix/cell-words';
import { CellMark } from '../matrix/CellMark';
import styles from './AgentRows.module.css';

/** Every system and person, what it has of this client, and the button that puts a change into the plan. */
export function AgentRows({
  view,
  wish,
  onCell,
}: {
  view: ClientView;
  wish: Wish;
  onCell: (agent: string, act: BulkAct) => void;
}) {
  const t = useWords();
  const sentence = useSentence();
  const names = packageNames(t, view.packages);
  return (
    <section>
      <h2 className="h2">{t('clients.agents', { count: view.columns.length })}</h2>
      <ul className={styles.rows}>
        {view.columns.map((agent, index) => {
          const cell = view.row.cells[index];
          if (!cell) return null;
          const held = view.held[index] ?? [];
          const act = pressOf(view.row, cell);
          const wished = wishedOf(wish, unmarked.marks, view.row.id, agent.id);
          const look = lookOf(cell, wished);
          return (
            <li key={agent.id} className={styles.row}>
              <Avatar
                initials={agent.initials}
                kind={agent.kind === 'person' ? 'person' : 'organisation'}
                tint
              />
              <div className={styles.words}>
                <span className="ell">
                  <b>{agent.title}</b>
                  {agent.vendor !== null && <span className="muted"> {agent.vendor}</span>}
                </span>
                <span className="muted sm">
                  {held.length > 0 && wished === null
                    ? t('clients.heldOf', {
                        phrase: cellPhrase(t, sentence, names, cell, look),
                        packages: namePackages(t, names, held),
                      })
                    : cellPhrase(t, sentence, names, cell, look)}
                </span>
              </div>
              <CellMark look={look} />
              <span className={styles.act}>
                {act !== null && (
                  <Button
                    variant={wished === null ? 'secondary' : 'primary'}
                    className="xs"
                    aria-pressed={wished !== null}
                    aria-label={t(act === 'add' ? 'clients.addTo' : 'clients.removeFrom', {
                      client: view.row.name,
                      agent: agent.title,
                    })}
                    onClick={() => {
                      onCell(agent.id, act);
                    }}
                  >
                    {t(act === 'add' ? 'bulk.act.add' : 'bulk.act.remove')}
                  </Button>
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
