//! What packages, services and organisations are, from Altinn's open catalogues and Enhetsregisteret: read seldom,
//! kept long, shared by the review and by system accesses.

mod policies;
mod rights;

pub(crate) use policies::Policies;
pub(crate) use rights::Rights;

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, PoisonError, RwLock};

use fullmakt_altinn::AltinnError;
use fullmakt_domain::{
    Catalogue, OrgNumber, RegisterRole, RegisteredSystem, ServiceResource, SystemId, Unit,
    action::Verb,
};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::failures::{from_altinn, from_store};
use crate::session::capabilities::GatedAct;
use crate::state::{Account, App};
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::session::Language;

/// Catalogues change when service owners change them: a day (access management reference 2.1 has no better hint).
const DAY: i64 = 24 * 60 * 60;
/// How long an old copy is shown before Altinn is asked again, when it had no answer.
const UNANSWERED_S: i64 = 10 * 60;

/// What is held in memory of the catalogues.
#[derive(Default)]
pub(crate) struct Catalogues {
    packages: RwLock<HashMap<&'static str, Held<Catalogue>>>,
    services: RwLock<Option<Held<Services>>>,
    verbs: RwLock<HashMap<String, Arc<Vec<Verb>>>>,
    /// One reading of a catalogue at a time.
    reading: tokio::sync::Mutex<()>,
}

/// A catalogue in memory. It grows old like its copy: an app that runs for weeks reads it every day all the same.
#[derive(Clone)]
struct Held<T> {
    value: Arc<T>,
    until: Timestamp,
}

/// A value from a copy or from Altinn.
struct Read<T> {
    value: T,
    /// When it should be read again.
    until: Timestamp,
}

/// Every service by resource id.
pub(crate) type Services = HashMap<String, ServiceResource>;

impl App {
    /// The package catalogue in a language.
    ///
    /// # Errors
    /// When it was never read and cannot be read now; an old copy is better than none.
    pub(crate) async fn packages(&self, language: Language) -> Result<Arc<Catalogue>, Failure> {
        let held = || {
            let held = self
                .0
                .catalogues
                .packages
                .read()
                .unwrap_or_else(PoisonError::into_inner);
            let held = held.get(language.code()).cloned()?;
            (self.now() < held.until).then_some(held.value)
        };
        if let Some(catalogue) = held() {
            return Ok(catalogue);
        }
        let _one = self.0.catalogues.reading.lock().await;
        if let Some(catalogue) = held() {
            return Ok(catalogue);
        }
        let account = self.account()?;
        let altinn = self.0.altinn.clone();
        let read = self
            .read(&account, "packages", language.code(), DAY, || async move {
                altinn.catalogue().packages(language.into()).await
            })
            .await?;
        let catalogue = Arc::new(read.value);
        self.0
            .catalogues
            .packages
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(
                language.code(),
                Held {
                    value: Arc::clone(&catalogue),
                    until: read.until,
                },
            );
        Ok(catalogue)
    }

    /// The package catalogue in a language as far as it is on this machine, however old. Makes no call.
    pub(crate) async fn held_packages(
        &self,
        account: &Account,
        language: Language,
    ) -> Option<Arc<Catalogue>> {
        let held = {
            let held = self.0.catalogues.packages.read();
            let held = held.unwrap_or_else(PoisonError::into_inner);
            held.get(language.code())
                .map(|held| Arc::clone(&held.value))
        };
        if held.is_some() {
            return held;
        }
        let copy = self.copy(account, "packages", language.code()).await;
        copy.ok()
            .flatten()
            .map(|(catalogue, _)| Arc::new(catalogue))
    }

    /// Every service in the resource registry: one call a day instead of one for each service.
    ///
    /// # Errors
    /// As [`App::packages`].
    pub(crate) async fn services(&self) -> Result<Arc<Services>, Failure> {
        let held = || {
            let held = self.0.catalogues.services.read();
            let held = held.unwrap_or_else(PoisonError::into_inner).clone()?;
            (self.now() < held.until).then_some(held.value)
        };
        if let Some(services) = held() {
            return Ok(services);
        }
        let _one = self.0.catalogues.reading.lock().await;
        if let Some(services) = held() {
            return Ok(services);
        }
        let account = self.account()?;
        let altinn = self.0.altinn.clone();
        let read: Read<Vec<ServiceResource>> = self
            .read(&account, "services", "", DAY, || async move {
                altinn.catalogue().services().await
            })
            .await?;
        let list = read.value.into_iter();
        let services: Services = list.map(|s| (s.id.clone(), s)).collect();
        let services = Arc::new(services);
        *self
            .0
            .catalogues
            .services
            .write()
            .unwrap_or_else(PoisonError::into_inner) = Some(Held {
            value: Arc::clone(&services),
            until: read.until,
        });
        Ok(services)
    }

    /// Every service as far as it is on this machine, however old. Makes no call.
    pub(crate) async fn held_services(&self, account: &Account) -> Option<Arc<Services>> {
        let held = {
            let held = self.0.catalogues.services.read();
            let held = held.unwrap_or_else(PoisonError::into_inner);
            held.as_ref().map(|held| Arc::clone(&held.value))
        };
        if held.is_some() {
            return held;
        }
        let copy = self
            .copy::<Vec<ServiceResource>>(account, "services", "")
            .await;
        let (list, _) = copy.ok().flatten()?;
        Some(Arc::new(
            list.into_iter().map(|s| (s.id.clone(), s)).collect(),
        ))
    }

    /// An organisation in Enhetsregisteret; `None` when the number is not there.
    ///
    /// # Errors
    /// When it was never read and cannot be read now.
    pub(crate) async fn unit(
        &self,
        account: &Account,
        number: OrgNumber,
    ) -> Result<Option<Unit>, Failure> {
        let altinn = self.0.altinn.clone();
        self.kept(account, &unit_copy(number), "", DAY, || async move {
            match altinn.units().unit(number).await {
                Ok(unit) => Ok(Some(unit)),
                Err(AltinnError::NotFound) => Ok(None),
                Err(error) => Err(error),
            }
        })
        .await
    }

    /// An organisation as it was last read, however long ago. Makes no call.
    pub(crate) async fn kept_unit(&self, account: &Account, number: OrgNumber) -> Option<Unit> {
        let name = unit_copy(number);
        let copy = self.copy::<Option<Unit>>(account, &name, "").await;
        copy.ok()??.0
    }

    /// A system of the register as it was read today; `None` when it was not. Makes no call.
    pub(crate) async fn kept_system(
        &self,
        account: &Account,
        system: &SystemId,
    ) -> Option<RegisteredSystem> {
        let copy = self.copy::<Vec<RegisteredSystem>>(account, "systems", "");
        let (systems, at) = copy.await.ok()??;
        let mut systems = systems.into_iter().filter(|_| self.is_young(at, DAY));
        systems.find(|found| found.system_id == *system)
    }

    /// Altinn's register of systems and when it was read: one call a day.
    ///
    /// # Errors
    /// When it was never read and cannot be read now, or is closed to this login.
    pub(crate) async fn registered_systems(
        &self,
        account: &Account,
        refresh: bool,
    ) -> Result<(Vec<RegisteredSystem>, Timestamp), Failure> {
        let old = self.copy(account, "systems", "").await?;
        if let Some((systems, at)) = &old
            && !refresh
            && self.is_young(*at, DAY)
        {
            return Ok((Vec::clone(systems), *at));
        }
        let asked_at = self.now();
        match self.0.altinn.register_of_systems().systems().await {
            Ok(systems) => {
                self.keep(account, "systems", "", &systems, asked_at)
                    .await?;
                Ok((systems, asked_at))
            }
            Err(AltinnError::Forbidden) => {
                self.note_refused(GatedAct::BrowseSystems).await;
                Err(Failure::new(ErrorCode::AccessDenied))
            }
            Err(error) => old.ok_or_else(|| from_altinn(&error)),
        }
    }

    /// Reads those of these organisations whose copy is missing or old, many in one call, so that [`App::unit`] finds
    /// them. Of one that a search does not give nothing is kept: only asking for it by itself tells a deleted
    /// organisation from none. Never fails: what is not read now is read when it is asked for.
    pub(crate) async fn read_units(
        &self,
        account: &Account,
        numbers: impl IntoIterator<Item = OrgNumber>,
    ) {
        let mut lacking = BTreeSet::new();
        for number in numbers {
            let copy = self
                .copy::<Option<Unit>>(account, &unit_copy(number), "")
                .await;
            if !matches!(copy, Ok(Some((_, at))) if self.is_young(at, DAY)) {
                lacking.insert(number);
            }
        }
        // One is asked for by itself just as cheaply.
        if lacking.len() < 2 {
            return;
        }
        let lacking: Vec<OrgNumber> = lacking.into_iter().collect();
        let asked_at = self.now();
        match self.0.altinn.units().units(&lacking).await {
            Ok(found) => {
                for (number, unit) in found {
                    if let Err(failure) = self
                        .keep(account, &unit_copy(number), "", &Some(unit), asked_at)
                        .await
                    {
                        tracing::warn!(code = ?failure.code, "an organisation was not kept");
                    }
                }
            }
            Err(error) => tracing::info!(%error, "organisations were not read together"),
        }
    }

    /// Who holds which role in an organisation, from Enhetsregisteret.
    ///
    /// # Errors
    /// As [`App::unit`].
    pub(crate) async fn register_roles(
        &self,
        account: &Account,
        number: OrgNumber,
    ) -> Result<Vec<RegisterRole>, Failure> {
        let altinn = self.0.altinn.clone();
        self.kept(
            account,
            &format!("roles/{number}"),
            "",
            DAY,
            || async move {
                match altinn.units().roles(number).await {
                    Err(AltinnError::NotFound) => Ok(Vec::new()),
                    other => other,
                }
            },
        )
        .await
    }

    /// As [`App::read`], for what is not held in memory.
    async fn kept<T, F, R>(
        &self,
        account: &Account,
        name: &str,
        language: &str,
        max_age_s: i64,
        read: F,
    ) -> Result<T, Failure>
    where
        T: Serialize + DeserializeOwned,
        F: FnOnce() -> R,
        R: Future<Output = Result<T, AltinnError>>,
    {
        let read = self.read(account, name, language, max_age_s, read).await?;
        Ok(read.value)
    }

    /// A value from its kept copy while that is young, else from Altinn, else from the copy however old. What is read is
    /// as old as the question: what changes at Altinn while the answer is on its way is not in it.
    async fn read<T, F, R>(
        &self,
        account: &Account,
        name: &str,
        language: &str,
        max_age_s: i64,
        read: F,
    ) -> Result<Read<T>, Failure>
    where
        T: Serialize + DeserializeOwned,
        F: FnOnce() -> R,
        R: Future<Output = Result<T, AltinnError>>,
    {
        let max_age = SignedDuration::from_secs(max_age_s);
        let old = match self.copy(account, name, language).await? {
            Some((value, at)) if self.is_young(at, max_age_s) => {
                let until = at + max_age;
                return Ok(Read { value, until });
            }
            other => other.map(|(value, _)| value),
        };
        let asked_at = self.now();
        match read().await {
            Ok(value) => {
                self.keep(account, name, language, &value, asked_at).await?;
                let until = asked_at + max_age;
                Ok(Read { value, until })
            }
            Err(error) => match old {
                Some(value) => {
                    tracing::info!(name_is = name.split('/').next(), "an old copy is shown");
                    let until = self.now() + SignedDuration::from_secs(UNANSWERED_S);
                    Ok(Read { value, until })
                }
                None => Err(from_altinn(&error)),
            },
        }
    }

    /// A kept copy and when it was read, however old; `None` when there is none that can be understood.
    async fn copy<T: DeserializeOwned>(
        &self,
        account: &Account,
        name: &str,
        language: &str,
    ) -> Result<Option<(T, Timestamp)>, Failure> {
        let copy = account.store.copies().get(name, language).await;
        let copy = copy.map_err(|e| from_store(&e))?;
        Ok(copy.and_then(|c| Some((serde_json::from_str(&c.body).ok()?, c.fetched_at))))
    }

    async fn keep<T: Serialize>(
        &self,
        account: &Account,
        name: &str,
        language: &str,
        value: &T,
        read_at: Timestamp,
    ) -> Result<(), Failure> {
        let body = serde_json::to_string(value)
            .map_err(|_| Failure::new(ErrorCode::Unexpected).with("place", "copy"))?;
        let copies = account.store.copies();
        copies
            .put(name, language, &body, read_at)
            .await
            .map_err(|e| from_store(&e))
    }

    fn is_young(&self, read_at: Timestamp, max_age_s: i64) -> bool {
        self.now().as_second() - read_at.as_second() < max_age_s
    }
}

/// Name of the copy of an organisation.
fn unit_copy(number: OrgNumber) -> String {
    format!("unit/{number}")
}

impl From<Language> for fullmakt_domain::Language {
    fn from(language: Language) -> Self {
        match language {
            Language::Nb => fullmakt_domain::Language::Nb,
            Language::Nn => fullmakt_domain::Language::Nn,
            Language::En => fullmakt_domain::Language::En,
        }
    }
}
