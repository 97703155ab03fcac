//! A change that may have arrived, or that met one of somebody else: the log of labels, which marks nothing as seen,
//! tells what is there.

use fullmakt_altinn::dialogs::{BulkItem, DialogTrouble, LabelChange as Wanted};
use fullmakt_domain::dialog::{Label, LabelEntry, Labels};
use fullmakt_store::label_changes::LabelChange;
use jiff::Timestamp;

use super::send::Stopped;
use crate::messages::failures::from_dialog;
use crate::messages::sync::rows::told;
use crate::state::{Account, App};
use crate::surface::common::{ErrorCode, Failure};

/// What the log says of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    /// It is as asked for.
    There,
    /// It is not, and nobody filed it since.
    Missing,
    /// Somebody filed it otherwise after the person did: the later act holds.
    Overtaken,
}

impl App {
    /// Reads what is there, then takes note, sends once more, or gives way.
    pub(super) async fn settle_filing(
        &self,
        account: &Account,
        change: &LabelChange,
    ) -> Result<(), Stopped> {
        let dialogs = self.0.altinn.dialogs();
        let log = match dialogs.label_log(change.dialog).await {
            Ok(log) => log,
            Err(trouble @ (DialogTrouble::NotFound | DialogTrouble::Gone)) => {
                return self
                    .refuse_filing(account, change, &from_dialog(&trouble))
                    .await;
            }
            Err(_) => return Err(Stopped::Quiet(None)),
        };
        match found(&log, &told(change.add), &told(change.remove), change.at) {
            Found::There => {
                let queue = account.store.label_changes();
                queue.sent(&[change.seq], None).await?;
                Ok(())
            }
            Found::Overtaken => {
                let failure = Failure::new(ErrorCode::Conflict);
                self.refuse_filing(account, change, &failure).await
            }
            Found::Missing => {
                // The state was read: whatever revision it has by now, this is what the person wants.
                let item = BulkItem {
                    id: change.dialog,
                    revision: None,
                };
                let wanted = Wanted {
                    add: told(change.add),
                    remove: told(change.remove),
                };
                match dialogs.set_labels(item, &wanted).await {
                    Ok(revision) => {
                        let queue = account.store.label_changes();
                        queue.sent(&[change.seq], revision).await?;
                        Ok(())
                    }
                    Err(trouble) if trouble.may_have_arrived() => Err(Stopped::Quiet(None)),
                    Err(trouble @ (DialogTrouble::Wait { .. } | DialogTrouble::Conflict)) => {
                        Err(self.hold(account, &[change.seq], &trouble).await?)
                    }
                    Err(trouble) => {
                        self.refuse_filing(account, change, &from_dialog(&trouble))
                            .await
                    }
                }
            }
        }
    }
}

/// What the log, newest first, says of a change that was made then.
fn found(log: &[LabelEntry], add: &[Label], remove: &[Label], at: Timestamp) -> Found {
    let known = log
        .iter()
        .filter_map(|entry| Some((entry, Label::from_wire(&entry.label)?)));
    let known: Vec<(&LabelEntry, Label)> = known.collect();
    let there = known
        .iter()
        .rev()
        .fold(Labels::default(), |labels, (entry, label)| {
            if entry.set {
                labels.changed(&[*label], &[])
            } else {
                labels.changed(&[], &[*label])
            }
        });
    if there.changed(add, remove) == there {
        return Found::There;
    }
    let concerns = |label: Label| {
        let mut ours = add.iter().chain(remove);
        ours.any(|own| *own == label || (own.is_place() && label.is_place()))
    };
    if known
        .iter()
        .any(|(entry, label)| entry.at > at && concerns(*label))
    {
        Found::Overtaken
    } else {
        Found::Missing
    }
}

#[cfg(test)]
mod tests {
    use fullmakt_domain::dialog::{Label, LabelEntry};
    use jiff::Timestamp;

    use super::{Found, found};

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("an instant")
    }

    fn entry(second: i64, label: &str, set: bool) -> LabelEntry {
        LabelEntry {
            at: at(second),
            label: label.to_owned(),
            set,
            by: None,
        }
    }

    #[test]
    fn what_is_there_is_not_sent_again() {
        let log = [entry(20, "Archive", true), entry(10, "Bin", true)];
        assert_eq!(found(&log, &[Label::Archive], &[], at(15)), Found::There);
        assert_eq!(found(&[], &[Label::Default], &[], at(15)), Found::There);
        assert_eq!(
            found(&[], &[], &[Label::MarkedAsUnopened], at(15)),
            Found::There
        );
    }

    #[test]
    fn what_never_arrived_is_missing() {
        assert_eq!(found(&[], &[Label::Archive], &[], at(15)), Found::Missing);
        let log = [entry(10, "Bin", true)];
        assert_eq!(found(&log, &[Label::Default], &[], at(15)), Found::Missing);
    }

    #[test]
    fn somebody_elses_later_act_holds() {
        let log = [entry(20, "Bin", true)];
        assert_eq!(
            found(&log, &[Label::Archive], &[], at(15)),
            Found::Overtaken
        );
        let other = [entry(20, "MarkedAsUnopened", true)];
        assert_eq!(
            found(&other, &[Label::Archive], &[], at(15)),
            Found::Missing,
            "another label says nothing of the place"
        );
    }
}
