//! Looking for the organisation of a link's request by asking.
//!
//! A link names only the request. A login with Altinn's own scope may read it by its id; for all others the one read is
//! `request/{party}/{id}`, which says «not here» alike for another organisation's request and for none (system users
//! reference 3.1 and 5.2). So organisations are asked one by one, likeliest first, a hundred at a time; then the
//! person is asked, who mostly knows. Who has said «not here» is not asked again for the same request.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, PoisonError};

use fullmakt_altinn::AltinnError;
use fullmakt_domain::org_number::numbers_in;
use fullmakt_domain::refusal::Refusal;
use fullmakt_domain::text::fold;
use fullmakt_store::actors::ActorSlim;
use fullmakt_store::requests::{RequestRow, RequestState};
use futures::StreamExt;
use jiff::Timestamp;
use uuid::Uuid;

use super::locate::Located;
use super::rows::{domain_kind, request_id};
use crate::failures::{from_altinn, from_store};
use crate::rounds::{Patience, administered};
use crate::state::{Account, App};
use crate::surface::approvals::FindRequest;
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::table::Topic;

/// Organisations asked at once.
const AT_ONCE: usize = 4;
/// Organisations asked before the person is.
const AT_A_TIME: usize = 100;
/// A search that found nothing is not begun again by itself for so long.
const REST_SECONDS: i64 = 24 * 60 * 60;
/// Shortest name that is looked for in a pasted text: shorter ones stand in it by chance.
const NAME_LEAST: usize = 5;

/// What is remembered of the searches while the app runs.
#[derive(Default)]
pub(crate) struct Searches {
    /// Held by the search under way: two readers of one link do not ask twice.
    pub(super) one: tokio::sync::Mutex<()>,
    by_request: Mutex<HashMap<Uuid, Search>>,
}

/// One search.
#[derive(Clone, Debug, Default)]
struct Search {
    /// Organisations that the pasted text names.
    named: HashSet<Uuid>,
    /// Organisations that said «not here».
    not_here: HashSet<Uuid>,
    /// When the request was last read.
    read_at: Option<Timestamp>,
}

impl Searches {
    fn with<T>(&self, id: Uuid, run: impl FnOnce(&mut Search) -> T) -> T {
        let mut searches = self
            .by_request
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        run(searches.entry(id).or_default())
    }

    /// When a request was last read since the app began; `None` if not.
    pub(super) fn read_at(&self, id: Uuid) -> Option<Timestamp> {
        self.with(id, |search| search.read_at)
    }

    /// A request was read, or could not be.
    pub(super) fn note_read(&self, id: Uuid, at: Timestamp) {
        self.with(id, |search| search.read_at = Some(at));
    }

    /// Another account, or none: whom its person may ask says nothing of the next one's.
    pub(crate) fn forget(&self) {
        let mut searches = self
            .by_request
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        searches.clear();
    }

    /// Everybody may be asked again.
    pub(super) fn start_over(&self, id: Uuid) {
        self.with(id, |search| search.not_here.clear());
    }
}

impl App {
    /// Notes which organisations the text around a link names, by number or by name.
    pub(super) async fn note_named(&self, account: &Account, id: Uuid, text: &str) {
        let Ok(actors) = administered(account).await else {
            return;
        };
        let named = named_in(text, &actors);
        self.0.searches.with(id, |search| search.named = named);
    }

    /// Asks the next hundred organisations that the person administers, likeliest first, until one has the request.
    ///
    /// # Errors
    /// [`ErrorCode::RequestNotLocated`] when more could be asked, [`ErrorCode::RequestNotFound`] when nobody could,
    /// [`ErrorCode::NotAccessManager`] when the person administers no organisation, or what kept us from asking.
    pub(super) async fn search(
        &self,
        account: &Account,
        row: &RequestRow,
    ) -> Result<Located, Failure> {
        let search = self.0.searches.with(row.id, |search| search.clone());
        let mut candidates = administered(account).await?;
        if candidates.is_empty() {
            return Err(Failure::new(ErrorCode::NotAccessManager));
        }
        let total = candidates.len();
        let last_opened = candidates.iter().filter_map(|a| a.opened_at).max();
        candidates.retain(|a| !search.not_here.contains(&a.party_uuid));
        candidates.sort_by_key(|a| {
            (
                !search.named.contains(&a.party_uuid),
                // Where the person stands now.
                a.opened_at.is_none() || a.opened_at != last_opened,
                !a.favourite,
                std::cmp::Reverse(a.opened_at),
                a.is_deleted,
            )
        });
        candidates.truncate(AT_A_TIME);
        let kind = domain_kind(row.kind);
        let mut answers = futures::stream::iter(candidates.into_iter().map(|slim| async move {
            let party_id = slim.party_id.unwrap_or_default();
            (
                slim.party_uuid,
                self.read_request(party_id, row.id, kind).await,
            )
        }))
        .buffered(AT_ONCE);
        let (mut trouble, mut patience) = (None, Patience::default());
        while let Some((party, answer)) = answers.next().await {
            match answer {
                Ok(request) => {
                    let actor = self.actor(account, party).await?;
                    return self.checked(account, request, actor).await;
                }
                Err(error) if says_not_here(&error) => {
                    patience.ends_with(None);
                    self.0
                        .searches
                        .with(row.id, |search| search.not_here.insert(party));
                }
                Err(error) => {
                    let failure = from_altinn(&error);
                    let ends = patience.ends_with(Some(&failure));
                    trouble = Some(failure);
                    if ends {
                        break;
                    }
                }
            }
        }
        drop(answers);
        // Nobody said «here». If someone could not be asked, that is the honest answer.
        if let Some(failure) = trouble {
            return Err(failure);
        }
        self.note_searched(account, row.id).await;
        let asked = self
            .0
            .searches
            .with(row.id, |s| s.not_here.len())
            .min(total);
        let code = if asked < total {
            ErrorCode::RequestNotLocated
        } else {
            ErrorCode::RequestNotFound
        };
        Err(Failure::new(code)
            .with("asked", asked.to_string())
            .with("left", (total - asked).to_string()))
    }

    /// Looks for a request in the organisation that the person names, or in the next hundred.
    pub(crate) async fn find_request(&self, input: FindRequest) -> Result<(), Failure> {
        let account = self.account()?;
        let row = self.queue_row(&account, request_id(&input.key)?).await?;
        let found = match &input.party_uuid {
            Some(party) => {
                let party = crate::organisations::party(party)?;
                self.search_in(&account, &row, party).await
            }
            None => self.search(&account, &row).await,
        };
        let noted = self.note_reading(&account, &row, found).await;
        self.changed(&[Topic::Approvals, Topic::Status]);
        noted.map(|_| ())
    }

    /// One organisation, one call.
    async fn search_in(
        &self,
        account: &Account,
        row: &RequestRow,
        party: Uuid,
    ) -> Result<Located, Failure> {
        let actor = self.actor(account, party).await?;
        let name = actor.actor.name.clone();
        match self.read_in(&actor, row.id, domain_kind(row.kind)).await {
            Ok(request) => self.checked(account, request, actor).await,
            Err(AltinnError::Forbidden) => {
                Err(Failure::new(ErrorCode::NotAccessManager).with("organisation", name))
            }
            Err(error) if says_not_here(&error) => {
                let total = administered(account).await?.len();
                let asked = self.0.searches.with(row.id, |search| {
                    search.not_here.insert(party);
                    search.not_here.len().min(total)
                });
                Err(Failure::new(ErrorCode::RequestNotLocated)
                    .with("organisation", name)
                    .with("asked", asked.to_string())
                    .with("left", (total - asked).to_string()))
            }
            Err(error) => Err(from_altinn(&error)),
        }
    }

    async fn actor(
        &self,
        account: &Account,
        party: Uuid,
    ) -> Result<fullmakt_store::actors::ActorRow, Failure> {
        account
            .store
            .actors()
            .get(party)
            .await
            .map_err(|e| from_store(&e))?
            .ok_or_else(|| Failure::new(ErrorCode::OrganisationUnknown))
    }

    async fn note_searched(&self, account: &Account, id: Uuid) {
        let name = searched(id);
        if let Err(error) = account.store.sync_marks().set(&name, "", self.now()).await {
            tracing::warn!(code = error.code(), "a search was not noted");
        }
    }

    /// Whether a row was looked for in vain within the last day: then it is not looked for again by itself.
    pub(super) async fn rests(&self, account: &Account, row: &RequestRow) -> bool {
        if !in_vain(row) {
            return false;
        }
        let mark = account.store.sync_marks().get(&searched(row.id)).await;
        let at = mark.ok().flatten().map_or(row.state_at, |mark| mark.at);
        self.now().as_second() - at.as_second() < REST_SECONDS
    }

    /// Forgets what was remembered of a search.
    pub(super) async fn forget_search(&self, account: &Account, id: Uuid) {
        self.0.searches.start_over(id);
        let _ = account.store.sync_marks().remove(&searched(id)).await;
    }
}

/// Whether a row was looked for in vain.
pub(super) fn in_vain(row: &RequestRow) -> bool {
    match &row.state {
        RequestState::NotFound => true,
        RequestState::NotRead => Failure::of_kept(row.failure.as_deref())
            .is_some_and(|f| f.code == ErrorCode::RequestNotLocated),
        _ => false,
    }
}

fn searched(id: Uuid) -> String {
    format!("searched/{id}")
}

/// Organisations that a text names.
fn named_in(text: &str, actors: &[ActorSlim]) -> HashSet<Uuid> {
    let numbers: HashSet<String> = numbers_in(text).iter().map(ToString::to_string).collect();
    let words = spaced(text);
    let named = actors.iter().filter(|actor| {
        let by_number = actor.org_no.as_ref().is_some_and(|n| numbers.contains(n));
        by_number || (actor.name.len() >= NAME_LEAST && words.contains(&spaced(&actor.name)))
    });
    named.map(|actor| actor.party_uuid).collect()
}

/// The words of a text, folded, with a space around each.
fn spaced(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|w| !w.is_empty()).collect();
    format!(" {} ", words.join(" "))
}

/// The request is not this organisation's, or the person may not see requests there.
pub(super) fn says_not_here(error: &AltinnError) -> bool {
    match error {
        AltinnError::NotFound | AltinnError::Forbidden => true,
        AltinnError::Problem {
            code: Some(code), ..
        } => matches!(
            Refusal::from_code(code),
            Some(Refusal::RequestNotFound | Refusal::OrganisationUnknown)
        ),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use fullmakt_store::actors::{ActorKind, ActorSlim};
    use uuid::Uuid;

    use super::named_in;

    fn actor(key: u128, name: &str, org_no: &str) -> ActorSlim {
        ActorSlim {
            party_uuid: Uuid::from_u128(key),
            party_id: Some(1),
            name: name.to_owned(),
            org_no: Some(org_no.to_owned()),
            kind: ActorKind::Organisation,
            is_deleted: false,
            is_heading_only: false,
            access_manager: Some(true),
            favourite: false,
            opened_at: None,
        }
    }

    #[test]
    fn a_sentence_around_a_link_names_the_customer() {
        let actors = [
            actor(1, "Granli Bygg AS", "310757632"),
            actor(2, "Gran AS", "313572773"),
            actor(3, "Ås", "319999906"),
        ];
        let named = |text: &str| {
            let mut found: Vec<u128> = named_in(text, &actors)
                .iter()
                .map(|k| k.as_u128())
                .collect();
            found.sort_unstable();
            found
        };
        let link = "https://am.ui.altinn.no/accessmanagement/ui/systemuser/request?id=x";
        assert_eq!(named(&format!("Gjelder GRANLI BYGG AS: {link}")), [1]);
        assert_eq!(named(&format!("Kunde 313 572 773\n{link}")), [2]);
        assert_eq!(
            named(&format!("Org.nr. 313.572.773, Granli Bygg AS. {link}")),
            [1, 2]
        );
        assert_eq!(named(&format!("Granlien og Ås {link}")), [0u128; 0]);
    }
}
