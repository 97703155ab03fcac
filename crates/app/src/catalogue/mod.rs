//! What packages, services and organisations are, from Altinn's open catalogues and Enhetsregisteret: read seldom,
//! kept long, shared by the review and by system accesses.

mod policies;
mod rights;

pub(crate) use policies::Policies;

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, PoisonError, RwLock};

use fullmakt_altinn::AltinnError;
use fullmakt_domain::{Catalogue, OrgNumber, RegisterRole, ServiceResource, Unit, action::Verb};
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::failures::{from_altinn, from_store};
use crate::state::{Account, App};
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::session::Language;

/// Catalogues change when service owners change them: a day (access management reference 2.1 has no better hint).
const DAY: i64 = 24 * 60 * 60;

/// What is held in memory of the catalogues.
#[derive(Default)]
pub(crate) struct Catalogues {
    packages: RwLock<HashMap<&'static str, Arc<Catalogue>>>,
    services: RwLock<Option<Arc<Services>>>,
    verbs: RwLock<HashMap<String, Arc<Vec<Verb>>>>,
    /// One reading of a catalogue at a time.
    reading: tokio::sync::Mutex<()>,
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
            held.get(language.code()).cloned()
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
        let catalogue = self
            .kept(&account, "packages", language.code(), DAY, || async move {
                altinn.catalogue().packages(language.into()).await
            })
            .await?;
        let catalogue = Arc::new(catalogue);
        self.0
            .catalogues
            .packages
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(language.code(), Arc::clone(&catalogue));
        Ok(catalogue)
    }

    /// Every service in the resource registry: one call a day instead of one for each service.
    ///
    /// # Errors
    /// As [`App::packages`].
    pub(crate) async fn services(&self) -> Result<Arc<Services>, Failure> {
        let held = || {
            self.0
                .catalogues
                .services
                .read()
                .unwrap_or_else(PoisonError::into_inner)
                .clone()
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
        let list: Vec<ServiceResource> = self
            .kept(&account, "services", "", DAY, || async move {
                altinn.catalogue().services().await
            })
            .await?;
        let services: Services = list.into_iter().map(|s| (s.id.clone(), s)).collect();
        let services = Arc::new(services);
        *self
            .0
            .catalogues
            .services
            .write()
            .unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&services));
        Ok(services)
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
        match self.0.altinn.units().units(&lacking).await {
            Ok(found) => {
                for (number, unit) in found {
                    if let Err(failure) = self
                        .keep(account, &unit_copy(number), "", &Some(unit))
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

    /// A value from its kept copy while that is young, else from Altinn, else from the copy however old.
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
        let old = match self.copy(account, name, language).await? {
            Some((value, at)) if self.is_young(at, max_age_s) => return Ok(value),
            other => other.map(|(value, _)| value),
        };
        match read().await {
            Ok(value) => {
                self.keep(account, name, language, &value).await?;
                Ok(value)
            }
            Err(error) => match old {
                Some(value) => {
                    tracing::info!(name_is = name.split('/').next(), "an old copy is shown");
                    Ok(value)
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
    ) -> Result<(), Failure> {
        let body = serde_json::to_string(value)
            .map_err(|_| Failure::new(ErrorCode::Unexpected).with("place", "copy"))?;
        let copies = account.store.copies();
        copies
            .put(name, language, &body, self.now())
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
