//! Adding a person as an agent. Number and name go to Altinn once, and are kept nowhere. Altinn locks this look-up for an
//! hour after two wrong pairs, so the tries are counted here, and said before the second.

use fullmakt_domain::Sensitive;
use fullmakt_domain::clients::AgentKind;
use fullmakt_domain::identity_number::is_identity_number;
use fullmakt_domain::text::fold;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::failures::from_clients;
use super::{id, own_text};
use crate::activity::NewClientsEntry;
use crate::failures::{from_ability, from_store};
use crate::state::{Account, App};
use crate::surface::activity::Act;
use crate::surface::clients::{AddPersonAgent, PersonAgentAdded};
use crate::surface::common::{ErrorCode, Failure, Way};
use crate::surface::table::Topic;
use crate::time::wire;

/// Setting: when wrong pairs were sent.
const WRONG_PAIRS: &str = "person_lookup_wrong";
/// Wrong pairs after which Altinn locks the look-up, and for how long (access management reference, 0.3: AM-00026).
const TRIES: usize = 2;
const LOCKED: SignedDuration = SignedDuration::from_hours(1);
/// Letters of a last name at most.
const LONGEST: usize = 100;

/// Wrong pairs of the last hour: times, and nothing else.
#[derive(Default, Serialize, Deserialize)]
struct Wrong {
    at: Vec<Timestamp>,
    locked_until: Option<Timestamp>,
}

/// What is left.
pub(super) struct Tries {
    /// Wrong pairs before it is locked.
    pub left: u32,
    /// When it is open again.
    pub locked_until: Option<Timestamp>,
}

impl App {
    /// Tries that are left.
    pub(super) async fn person_tries(&self, account: &Account) -> Result<Tries, Failure> {
        Ok(self.wrong_pairs(account).await?.tries())
    }

    async fn wrong_pairs(&self, account: &Account) -> Result<Wrong, Failure> {
        let kept = account.store.settings().get(WRONG_PAIRS).await;
        let kept = kept.map_err(|e| from_store(&e))?;
        let mut wrong: Wrong = kept
            .and_then(|json| serde_json::from_str(&json).ok())
            .unwrap_or_default();
        let now = self.now();
        wrong.at.retain(|at| now.duration_since(*at) < LOCKED);
        wrong.locked_until = wrong.locked_until.filter(|until| *until > now);
        Ok(wrong)
    }

    async fn keep_wrong_pairs(&self, account: &Account, wrong: &Wrong) -> Result<(), Failure> {
        let json = serde_json::to_string(wrong).map_err(|_| Failure::unexpected("tries"))?;
        let kept = account.store.settings().set(WRONG_PAIRS, &json).await;
        kept.map_err(|e| from_store(&e))
    }

    /// Whether clients can be given and taken now.
    pub(super) async fn may_change_clients(&self) -> Result<(), Failure> {
        let can = self.capabilities().await.change_clients;
        if can.way == Way::Api {
            Ok(())
        } else {
            Err(from_ability(&can))
        }
    }

    /// Adds a person.
    pub(crate) async fn add_person(
        &self,
        input: AddPersonAgent,
    ) -> Result<PersonAgentAdded, Failure> {
        let account = self.account()?;
        let firm = id(&input.firm, "firm")?;
        let last_name = own_text(&input.last_name, LONGEST, "lastName")?;
        let number: String = input
            .identity_number
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect();
        if !is_identity_number(&number) {
            return Ok(PersonAgentAdded::NotANumber);
        }
        self.may_change_clients().await?;
        let _one = self.0.clients.person.lock().await;
        let mut wrong = self.wrong_pairs(&account).await?;
        if let Some(until) = wrong.tries().locked_until {
            let seconds = until.duration_since(self.now()).as_secs();
            let failure = Failure::new(ErrorCode::PersonLookupLocked);
            return Err(failure.after(u32::try_from(seconds).ok()));
        }
        let number = Sensitive::new(number);
        let delegations = self.0.altinn.client_delegations();
        let added = delegations.add_person(firm, &number, last_name).await;
        let failure = match added {
            Ok(agent) => return self.person_added(&account, firm, agent).await,
            Err(error) if error.may_have_arrived() => {
                if let Some(agent) = self.who_came(&account, firm, last_name).await {
                    return self.person_added(&account, firm, agent).await;
                }
                // Nobody came, as far as can be seen: it may have been a wrong pair, and Altinn has counted it then.
                wrong.count(self.now());
                self.keep_wrong_pairs(&account, &wrong).await?;
                self.changed(&[Topic::Clients, Topic::Status]);
                return Err(from_clients(&error));
            }
            Err(error) => from_clients(&error),
        };
        match failure.code {
            ErrorCode::PersonMismatch => wrong.count(self.now()),
            ErrorCode::PersonLookupLocked => {
                let pause = failure
                    .after_s
                    .map(|s| SignedDuration::from_secs(i64::from(s)));
                wrong.locked_until = self.now().checked_add(pause.unwrap_or(LOCKED)).ok();
            }
            _ => return Err(failure),
        }
        self.keep_wrong_pairs(&account, &wrong).await?;
        self.changed(&[Topic::Clients, Topic::Status]);
        let Tries { left, locked_until } = wrong.tries();
        Ok(PersonAgentAdded::WrongPair {
            tries_left: left,
            locked_until: locked_until.map(wire),
        })
    }

    /// The one person of this last name who is an agent now and was none before: the answer was lost, the list tells.
    async fn who_came(&self, account: &Account, firm: Uuid, last_name: &str) -> Option<Uuid> {
        let agents = account.store.client_agents();
        let before = agents.list(firm).await.ok()?;
        if let Err(failure) = self.read_agents(account, firm).await {
            tracing::info!(code = ?failure.code, "whether the person was added was not read");
            return None;
        }
        self.matrix_changed(firm).await;
        let last_name = fold(last_name);
        let now = agents.list(firm).await.ok()?.into_iter();
        let mut came = now.filter(|agent| {
            agent.kind == AgentKind::Person
                && fold(&agent.title).contains(&last_name)
                && before.iter().all(|old| old.party_uuid != agent.party_uuid)
        });
        let one = came.next()?;
        came.next().is_none().then_some(one.party_uuid)
    }

    async fn person_added(
        &self,
        account: &Account,
        firm: Uuid,
        agent: Uuid,
    ) -> Result<PersonAgentAdded, Failure> {
        // The list tells the name; nothing typed is kept.
        if let Err(failure) = self.read_agents(account, firm).await {
            tracing::info!(code = ?failure.code, "the new agent was not read");
        }
        let services = self.any_services(account).await?;
        match self.held_by(firm, agent, services).await {
            Ok(clients) => self.write_cells(account, firm, agent, &clients).await?,
            Err(error) => tracing::info!(%error, "what the new agent holds was not read"),
        }
        self.matrix_changed(firm).await;
        let agents = account.store.client_agents().list(firm).await;
        let agents = agents.map_err(|e| from_store(&e))?;
        let found = agents.into_iter().find(|known| known.party_uuid == agent);
        let entry = NewClientsEntry {
            act: Act::AgentAdded,
            subject: Some(agent),
            what: found.map(|known| known.title).unwrap_or_default(),
            firm,
        };
        self.log_clients(account, entry).await;
        self.changed(&[Topic::Clients, Topic::Activity, Topic::Status]);
        Ok(PersonAgentAdded::Added {
            agent: agent.to_string(),
        })
    }
}

impl Wrong {
    /// One more; the second locks.
    fn count(&mut self, now: Timestamp) {
        self.at.push(now);
        if self.at.len() >= TRIES {
            self.locked_until = now.checked_add(LOCKED).ok();
        }
    }

    fn tries(&self) -> Tries {
        let left = TRIES.saturating_sub(self.at.len());
        Tries {
            left: if self.locked_until.is_some() {
                0
            } else {
                u32::try_from(left).unwrap_or(0)
            },
            locked_until: self.locked_until,
        }
    }
}
