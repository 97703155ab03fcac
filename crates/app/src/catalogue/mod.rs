//! What packages, services and organisations are, from Altinn's open catalogues and Enhetsregisteret: read seldom,
//! kept long, shared by the review and by system accesses.

mod rights;

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, PoisonError, RwLock};

use fullmakt_altinn::AltinnError;
use fullmakt_domain::{Catalogue, OrgNumber, RegisterRole, ServiceResource, Unit, action::Verb};
use futures::StreamExt;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::failures::{from_altinn, from_store};
use crate::state::{Account, App};
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::session::Language;

/// Catalogues change when service owners change them: a day (access management reference 2.1 has no better hint).
const DAY: i64 = 24 * 60 * 60;
/// Actions of a service's policy: a week.
const WEEK: i64 = 7 * DAY;
/// Look-ups under way at once.
const AT_ONCE: usize = 6;

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

    /// What a holder may do with each of these services, from their policies. A service whose policy cannot be read
    /// is left out: its text stands alone rather than a guess.
    pub(crate) async fn verbs(&self, ids: &BTreeSet<String>) -> HashMap<String, Arc<Vec<Verb>>> {
        let Ok(account) = self.account() else {
            return HashMap::new();
        };
        let held = |id: &str| {
            let held = self
                .0
                .catalogues
                .verbs
                .read()
                .unwrap_or_else(PoisonError::into_inner);
            held.get(id).cloned()
        };
        let found = futures::stream::iter(ids.iter().cloned().map(|id| {
            let (app, account) = (self.clone(), Arc::clone(&account));
            let known = held(&id);
            async move {
                if let Some(verbs) = known {
                    return Some((id, verbs));
                }
                let altinn = app.0.altinn.clone();
                let asked = id.clone();
                let actions: Result<Vec<String>, Failure> = app
                    .kept(
                        &account,
                        &format!("actions/{id}"),
                        "",
                        WEEK,
                        || async move {
                            let actions = altinn
                                .catalogue()
                                .resource_actions(&asked, fullmakt_domain::Language::Nb)
                                .await?;
                            Ok(actions.into_iter().map(|a| a.id).collect())
                        },
                    )
                    .await;
                let actions = actions.ok()?;
                let verbs = Arc::new(Verb::of_actions(actions.iter().map(String::as_str)));
                app.0
                    .catalogues
                    .verbs
                    .write()
                    .unwrap_or_else(PoisonError::into_inner)
                    .insert(id.clone(), Arc::clone(&verbs));
                Some((id, verbs))
            }
        }))
        .buffer_unordered(AT_ONCE)
        .filter_map(|found| async move { found })
        .collect();
        found.await
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
        self.kept(account, &format!("unit/{number}"), "", DAY, || async move {
            match altinn.units().unit(number).await {
                Ok(unit) => Ok(Some(unit)),
                Err(AltinnError::NotFound) => Ok(None),
                Err(error) => Err(error),
            }
        })
        .await
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
        let copies = account.store.copies();
        let copy = copies
            .get(name, language)
            .await
            .map_err(|e| from_store(&e))?;
        let parsed: Option<(T, i64)> = copy.and_then(|c| {
            let value = serde_json::from_str(&c.body).ok()?;
            Some((value, c.fetched_at.as_second()))
        });
        let now = self.now();
        let old = match parsed {
            Some((value, at)) if now.as_second() - at < max_age_s => return Ok(value),
            other => other.map(|(value, _)| value),
        };
        match read().await {
            Ok(value) => {
                let body = serde_json::to_string(&value)
                    .map_err(|_| Failure::new(ErrorCode::Unexpected).with("place", "copy"))?;
                copies
                    .put(name, language, &body, now)
                    .await
                    .map_err(|e| from_store(&e))?;
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
