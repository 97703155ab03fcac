//! What is known of reading in this run: the open message, proofs of dialogs, copies in memory, and acts under way.
//! Nothing of it outlives the run, and nothing of it outlives the account.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use fullmakt_altinn::dialogs::DialogToken;
use jiff::{SignedDuration, Timestamp};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::held::Held;
use crate::surface::common::Failure;

/// How long a proof is taken for good: it ends after ten minutes, and a call takes its time.
const PROOF: SignedDuration = SignedDuration::from_mins(9);

/// A proof younger than this that is refused has not ended: its host takes none.
const NEW_PROOF: SignedDuration = SignedDuration::from_mins(1);

/// Copies in memory: the open message and those one goes back and forth between.
const COPIES: usize = 4;

/// What is known of reading in this run.
#[derive(Default)]
pub(crate) struct Reading(Mutex<Known>);

/// All of it, behind one lock that is never held across a wait.
#[derive(Default)]
pub(super) struct Known {
    /// The account that it is about.
    account: String,
    copies: Vec<(Uuid, Arc<Held>)>,
    proofs: HashMap<Uuid, (DialogToken, Timestamp)>,
    open: Option<Open>,
    gates: HashMap<Uuid, Arc<tokio::sync::Mutex<()>>>,
    /// Write actions whose outcome is not shown yet, by action.
    pub acting: HashMap<Uuid, Acting>,
    /// Why an attachment could not be fetched.
    pub failed: HashMap<Uuid, Failure>,
    /// Attachments whose host wants a login of its own.
    pub browser_only: HashSet<Uuid>,
    /// Level of a login that was too low, by service.
    pub too_low: HashMap<String, u8>,
    /// Messages of Altinn Melding whose confirmation was sent and is not written yet.
    pub confirming: HashSet<Uuid>,
    /// When a confirmation was seen to be written, for copies that are older.
    pub confirmed: HashMap<Uuid, Timestamp>,
}

/// The open message.
struct Open {
    id: Uuid,
    hang_up: CancellationToken,
}

/// Where a write action stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Acting {
    /// Sent, or taken; what comes of it is awaited.
    Sent,
    /// It was not answered: the dialog must be read before anything is sent again.
    Unknown,
    /// It was taken, and the dialog did not change in time: the same holds.
    Unanswered,
}

impl Reading {
    /// Looks at it, or changes it. What was known of another account is gone.
    pub(super) fn with<T>(&self, account: &str, run: impl FnOnce(&mut Known) -> T) -> T {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.account != account {
            known.hang_up();
            *known = Known {
                account: account.to_owned(),
                ..Known::default()
            };
        }
        run(&mut known)
    }

    /// Forgets all: the person signed out.
    pub(crate) fn forget(&self) {
        self.with("", |_| ());
    }
}

impl Known {
    /// The copy in memory.
    pub fn copy(&mut self, id: Uuid) -> Option<Arc<Held>> {
        let at = self.copies.iter().position(|(key, _)| *key == id)?;
        let found = self.copies.remove(at);
        self.copies.push(found);
        self.copies.last().map(|(_, held)| Arc::clone(held))
    }

    /// Holds a copy, in place of the one that was not looked at for longest.
    pub fn hold(&mut self, id: Uuid, held: Arc<Held>) {
        // A message that changed has answered: what it offers now can be done.
        let former = self.copies.iter().find(|(key, _)| *key == id);
        if let Some((_, former)) = former
            && former.dialog().revision != held.dialog().revision
        {
            for action in &former.dialog().actions {
                if self.acting.get(&action.id) != Some(&Acting::Sent) {
                    self.acting.remove(&action.id);
                }
            }
        }
        self.copies.retain(|(key, _)| *key != id);
        if self.copies.len() >= COPIES {
            self.copies.remove(0);
        }
        self.copies.push((id, held));
    }

    /// A proof of the dialog that is still good.
    pub fn proof(&self, id: Uuid, now: Timestamp) -> Option<DialogToken> {
        let (token, from) = self.proofs.get(&id)?;
        (now.duration_since(*from) < PROOF).then(|| token.clone())
    }

    /// Whether the proof of the dialog was had just now, so that another one would be refused as well.
    pub fn is_proof_new(&self, id: Uuid, now: Timestamp) -> bool {
        let proof = self.proofs.get(&id);
        proof.is_some_and(|(_, from)| now.duration_since(*from) < NEW_PROOF)
    }

    /// A new proof of the dialog; held while that is open only.
    pub fn prove(&mut self, id: Uuid, token: DialogToken, now: Timestamp) {
        if self.is_open(id) {
            self.proofs.insert(id, (token, now));
        }
    }

    /// A host did not take the proof.
    pub fn disprove(&mut self, id: Uuid) {
        self.proofs.remove(&id);
    }

    /// Whether this message is open.
    pub fn is_open(&self, id: Uuid) -> bool {
        self.open.as_ref().is_some_and(|open| open.id == id)
    }

    /// Opens a message, and closes another one.
    pub fn open(&mut self, id: Uuid) {
        if !self.is_open(id) {
            self.hang_up();
            self.open = Some(Open {
                id,
                hang_up: CancellationToken::new(),
            });
        }
    }

    /// Closes a message; nothing happens when another one is open by now.
    pub fn close(&mut self, id: Uuid) {
        if self.is_open(id) {
            self.hang_up();
        }
    }

    /// The message is no more: no copy is held.
    pub fn forget(&mut self, id: Uuid) {
        self.close(id);
        self.copies.retain(|(key, _)| *key != id);
    }

    /// A new listener for the open message, in place of an earlier one; `None` when it is no longer open.
    pub fn listener(&mut self, id: Uuid) -> Option<CancellationToken> {
        let open = self.open.as_mut().filter(|open| open.id == id)?;
        open.hang_up.cancel();
        open.hang_up = CancellationToken::new();
        Some(open.hang_up.clone())
    }

    fn hang_up(&mut self) {
        if let Some(open) = self.open.take() {
            open.hang_up.cancel();
        }
        self.proofs.clear();
    }

    /// The lock that makes readings of one dialog, and fetches of one attachment, run one at a time.
    pub fn gate(&mut self, id: Uuid) -> Arc<tokio::sync::Mutex<()>> {
        self.gates
            .retain(|key, gate| *key == id || Arc::strong_count(gate) > 1);
        Arc::clone(self.gates.entry(id).or_default())
    }
}

#[cfg(test)]
mod tests {
    use fullmakt_domain::Sensitive;
    use jiff::{SignedDuration, Timestamp};
    use uuid::Uuid;

    use super::Reading;

    const ONE: Uuid = Uuid::from_u128(1);
    const TWO: Uuid = Uuid::from_u128(2);

    #[test]
    fn a_proof_lasts_as_long_as_its_message_is_open() {
        let reading = Reading::default();
        let now = Timestamp::UNIX_EPOCH;
        let token = || Sensitive::new("proof".to_owned());
        let later = now + SignedDuration::from_mins(9);
        reading.with("kari", |known| {
            known.prove(ONE, token(), now);
            assert!(known.proof(ONE, now).is_none(), "it is not open");
            known.open(ONE);
            known.prove(ONE, token(), now);
            assert!(known.proof(ONE, now).is_some());
            assert!(known.proof(ONE, later).is_none(), "it has ended");
            known.open(TWO);
            assert!(known.proof(ONE, now).is_none(), "another one is open");
            known.prove(TWO, token(), now);
            known.close(ONE);
            assert!(
                known.proof(TWO, now).is_some(),
                "that one was closed before"
            );
        });
        let listener = reading.with("kari", |known| known.listener(TWO));
        let listener = listener.expect("it is open");
        reading.with("ola", |known| {
            assert!(known.proof(TWO, now).is_none(), "it is another person's");
        });
        assert!(listener.is_cancelled());
    }
}
