//! A change that may have arrived, or that met one of somebody else: the log of labels, which marks nothing as seen,
//! tells what is there. To change labels takes less than to read their log (Dialogporten reference, 1.11): where the log is
//! closed, the list tells.

use fullmakt_altinn::AltinnError;
use fullmakt_altinn::dialogs::{BulkItem, DialogTrouble};
use fullmakt_domain::dialog::{Label, LabelEntry, Labels};
use fullmakt_store::label_changes::LabelChange;
use jiff::Timestamp;

use super::send::{Outcome, Stopped, item, wanted};
use super::trouble::{is_held_up, is_of_the_way, pause, waits};
use crate::messages::failures::from_dialog;
use crate::messages::sync::Listed;
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

/// What came of looking.
enum Look {
    /// The state was read.
    Found(Found),
    /// The message is not there for this person.
    Closed(DialogTrouble),
    /// It could not be read now.
    Unclear,
}

impl App {
    /// Reads what is there, then takes note, sends once more, or gives way.
    pub(super) async fn settle_filing(
        &self,
        account: &Account,
        change: &LabelChange,
    ) -> Result<Outcome, Stopped> {
        let dialogs = self.0.altinn.dialogs();
        let queue = account.store.label_changes();
        let found = match self.look_at_filing(account, change).await? {
            Look::Found(found) => found,
            Look::Closed(trouble) => {
                let failure = from_dialog(&trouble);
                return self.refuse_filing(account, change, &failure).await;
            }
            Look::Unclear => return Ok(self.leave_unclear(change)),
        };
        match found {
            Found::There => {
                queue.sent(&[change.seq], None, self.now()).await?;
                self.went_well();
                Ok(Outcome::Settled)
            }
            Found::Overtaken => {
                let failure = Failure::new(ErrorCode::FiledElsewhere);
                self.refuse_filing(account, change, &failure).await
            }
            Found::Missing => {
                // The state was read: whatever revision it has by now, this is what the person wants.
                let item = BulkItem {
                    revision: None,
                    ..item(change)
                };
                match dialogs.set_labels(item, &wanted(change)).await {
                    Ok(revision) => {
                        queue.sent(&[change.seq], revision, self.now()).await?;
                        self.went_well();
                        Ok(Outcome::Settled)
                    }
                    Err(trouble) if is_held_up(&trouble) => {
                        Err(self.hold(account, &[change.seq], &trouble).await?)
                    }
                    Err(trouble)
                        if trouble.may_have_arrived()
                            || matches!(trouble, DialogTrouble::Conflict) =>
                    {
                        Ok(self.leave_unclear(change))
                    }
                    Err(trouble) => {
                        self.refuse_filing(account, change, &from_dialog(&trouble))
                            .await
                    }
                }
            }
        }
    }

    /// Reads what is there: in the log, or in the list where the log is closed.
    async fn look_at_filing(
        &self,
        account: &Account,
        change: &LabelChange,
    ) -> Result<Look, Stopped> {
        let trouble = match self.0.altinn.dialogs().label_log(change.dialog).await {
            Ok(log) => {
                let own = account.store.label_changes().taken_before(change).await?;
                let since = own_since(&log, &own, change).map_or(change.at, |at| at.max(change.at));
                return Ok(Look::Found(found(&log, change, since)));
            }
            Err(trouble) => trouble,
        };
        if waits(&trouble) {
            return Err(Stopped::Quiet(pause(&trouble)));
        }
        if matches!(trouble, DialogTrouble::Gone) {
            return Ok(Look::Closed(trouble));
        }
        if !is_closed(&trouble) {
            return Ok(Look::Unclear);
        }
        let Some(message) = account.store.dialogs().get(change.dialog).await? else {
            return Ok(Look::Closed(trouble));
        };
        match self.listed_message(account, &message).await {
            Ok(Listed::Row(row)) => Ok(Look::Found(found_listed(row.labels, change))),
            Ok(Listed::Missing) => Ok(Look::Closed(trouble)),
            Ok(Listed::Unknown) => Ok(Look::Unclear),
            Err(trouble) if waits(&trouble) => Err(Stopped::Quiet(pause(&trouble))),
            Err(_) => Ok(Look::Unclear),
        }
    }
}

/// Whether the log of labels is closed to this login. Who has a message in the list may change its labels, and yet have no
/// right to read it, or too low a level. What could not be reached is not closed.
fn is_closed(trouble: &DialogTrouble) -> bool {
    match trouble {
        DialogTrouble::NotFound
        | DialogTrouble::NotVisibleYet { .. }
        | DialogTrouble::LevelTooLow
        | DialogTrouble::NotAllowed
        | DialogTrouble::Other(AltinnError::Forbidden) => true,
        DialogTrouble::Other(AltinnError::Problem { status, .. }) => !is_of_the_way(*status),
        _ => false,
    }
}

/// Whether a change sets or removes this label, or the place that it stands for.
fn concerns(change: &LabelChange, label: Label) -> bool {
    let mut own = change.add.iter().chain(change.remove.iter());
    own.any(|own| own == label || (own.is_place() && label.is_place()))
}

/// When the log, newest first, has the last earlier change of the person's own that concerns the same: what stands there
/// up to then, the person has seen. The clock is the server's, as for all that is in the log.
fn own_since(log: &[LabelEntry], own: &[LabelChange], change: &LabelChange) -> Option<Timestamp> {
    let labels = || change.add.iter().chain(change.remove.iter());
    let last = own
        .iter()
        .find(|own| labels().any(|label| concerns(own, label)))?;
    let is_place_set = last.add.iter().any(Label::is_place);
    let made = |entry: &&LabelEntry| {
        Label::from_wire(&entry.label).is_some_and(|label| {
            if entry.set {
                last.add.has(label)
            } else {
                // What is put somewhere leaves the place where it was.
                last.remove.has(label) || is_place_set && label.is_place() && !last.add.has(label)
            }
        })
    };
    log.iter().find(made).map(|entry| entry.at)
}

/// What the log, newest first, says of a change that was made with the log up to `since` in sight.
fn found(log: &[LabelEntry], change: &LabelChange, since: Timestamp) -> Found {
    let known = log
        .iter()
        .filter_map(|entry| Some((entry, Label::from_wire(&entry.label)?)));
    let known: Vec<(&LabelEntry, Label)> = known.collect();
    let there = known
        .iter()
        .rev()
        .fold(Labels::default(), |labels, (entry, label)| {
            let label = Labels::from(*label);
            if entry.set {
                labels.changed(label, Labels::NONE)
            } else {
                labels.changed(Labels::NONE, label)
            }
        });
    if there.changed(change.add, change.remove) == there {
        return Found::There;
    }
    if known
        .iter()
        .any(|(entry, label)| entry.at > since && concerns(change, *label))
    {
        Found::Overtaken
    } else {
        Found::Missing
    }
}

/// What a row of the list says of a change. It does not say who filed the message when; but as long as it stands where it
/// stood in the person's sight, nobody has filed it otherwise.
fn found_listed(there: Labels, change: &LabelChange) -> Found {
    if there.changed(change.add, change.remove) == there {
        return Found::There;
    }
    let mut concerned = Label::ALL
        .into_iter()
        .filter(|label| concerns(change, *label));
    if concerned.all(|label| there.has(label) == change.before.has(label)) {
        Found::Missing
    } else {
        Found::Overtaken
    }
}

#[cfg(test)]
mod tests {
    use fullmakt_altinn::AltinnError;
    use fullmakt_altinn::dialogs::DialogTrouble;
    use fullmakt_domain::dialog::{LabelEntry, Labels};
    use fullmakt_net::NetError;
    use fullmakt_store::label_changes::{ChangeState, LabelChange};
    use jiff::Timestamp;
    use uuid::Uuid;

    use super::{Found, found, found_listed, is_closed, own_since};
    use crate::messages::filing::trouble::problem;

    #[test]
    fn a_log_that_cannot_be_reached_is_not_closed() {
        for error in [
            NetError::Offline.into(),
            NetError::Cut { sent: true }.into(),
            AltinnError::ServerError { status: 302 },
            problem(407),
            problem(408),
            problem(503),
        ] {
            let trouble = DialogTrouble::from(error);
            assert!(!is_closed(&trouble), "{trouble:?}");
        }
        for trouble in [
            DialogTrouble::NotFound,
            DialogTrouble::LevelTooLow,
            DialogTrouble::NotAllowed,
            AltinnError::Forbidden.into(),
            problem(400).into(),
        ] {
            assert!(is_closed(&trouble), "{trouble:?}");
        }
    }

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

    fn change(second: i64, add: Labels, remove: Labels) -> LabelChange {
        LabelChange {
            seq: second,
            act: Uuid::nil(),
            dialog: Uuid::nil(),
            add,
            remove,
            before: Labels::DEFAULT,
            revision: None,
            at: at(second),
            state: ChangeState::Sending,
            attempts: 1,
            tried_at: None,
            failure: None,
        }
    }

    /// What is said of a change at second 15, without earlier ones of one's own.
    fn found_at_15(log: &[LabelEntry], add: Labels, remove: Labels) -> Found {
        found(log, &change(15, add, remove), at(15))
    }

    #[test]
    fn what_is_there_is_not_sent_again() {
        let log = [entry(20, "Archive", true), entry(10, "Bin", true)];
        assert_eq!(
            found_at_15(&log, Labels::ARCHIVE, Labels::NONE),
            Found::There
        );
        assert_eq!(
            found_at_15(&[], Labels::DEFAULT, Labels::NONE),
            Found::There
        );
        assert_eq!(
            found_at_15(&[], Labels::NONE, Labels::MARKED_AS_UNOPENED),
            Found::There
        );
    }

    #[test]
    fn what_never_arrived_is_missing() {
        assert_eq!(
            found_at_15(&[], Labels::ARCHIVE, Labels::NONE),
            Found::Missing
        );
        let log = [entry(10, "Bin", true)];
        assert_eq!(
            found_at_15(&log, Labels::DEFAULT, Labels::NONE),
            Found::Missing
        );
    }

    #[test]
    fn somebody_elses_later_act_holds() {
        let log = [entry(20, "Bin", true)];
        assert_eq!(
            found_at_15(&log, Labels::ARCHIVE, Labels::NONE),
            Found::Overtaken
        );
        let other = [entry(20, "MarkedAsUnopened", true)];
        assert_eq!(
            found_at_15(&other, Labels::ARCHIVE, Labels::NONE),
            Found::Missing,
            "another label says nothing of the place"
        );
    }

    /// Where the log is closed, the labels that the person saw are what theirs are compared with.
    #[test]
    fn a_row_of_the_list_tells_as_much_as_it_can() {
        let archive = change(15, Labels::ARCHIVE, Labels::NONE);
        let unread = Labels::MARKED_AS_UNOPENED;
        for (there, wanted) in [
            (Labels::ARCHIVE, Found::There),
            (Labels::ARCHIVE.with(unread), Found::There),
            (Labels::DEFAULT, Found::Missing),
            (Labels::DEFAULT.with(unread), Found::Missing),
            (Labels::BIN, Found::Overtaken),
        ] {
            assert_eq!(found_listed(there, &archive), wanted, "{there:?}");
        }
        let mark = change(15, unread, Labels::NONE);
        let elsewhere = Labels::BIN;
        assert_eq!(found_listed(elsewhere, &mark), Found::Missing);
        assert_eq!(found_listed(elsewhere.with(unread), &mark), Found::There);
    }

    /// Archived at second 14 and undone at 15 by a clock that is slow: the log has the first at 20.
    #[test]
    fn ones_own_earlier_act_is_no_later_one_of_somebody_else() {
        let own = [
            change(14, Labels::MARKED_AS_UNOPENED, Labels::NONE),
            change(13, Labels::ARCHIVE, Labels::NONE),
            change(2, Labels::BIN, Labels::NONE),
        ];
        let undo = change(15, Labels::DEFAULT, Labels::ARCHIVE);
        let mut log = vec![
            entry(21, "MarkedAsUnopened", true),
            entry(20, "Bin", false),
            entry(20, "Archive", true),
            entry(5, "Bin", true),
        ];
        assert_eq!(own_since(&log, &own, &undo), Some(at(20)));
        assert_eq!(found(&log, &undo, at(20)), Found::Missing);

        // Somebody else came in between.
        log.splice(0..0, [entry(22, "Archive", false), entry(22, "Bin", true)]);
        assert_eq!(own_since(&log, &own, &undo), Some(at(20)));
        assert_eq!(found(&log, &undo, at(20)), Found::Overtaken);

        let read = change(15, Labels::NONE, Labels::MARKED_AS_UNOPENED);
        assert_eq!(own_since(&log, &own, &read), Some(at(21)));
        assert_eq!(
            own_since(&log, &own[2..], &read),
            None,
            "it concerns another label"
        );
    }
}
