//! A login: begin at ID-porten, wait for the browser, open the account of whoever signed in.

use fullmakt_auth::{Attempt, AuthError, AuthState, Level, Login, LoginRequest, headless};

use super::login::Waiting;
use super::scopes::wanted;
use crate::state::App;
use crate::surface::activity::Act;
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::session::{LoginPurpose, Session, SignIn};
use crate::surface::table::Topic;

/// Mark in the store: the scopes that the last login asked for.
pub(super) const ASKED_SCOPES: &str = "asked_scopes";

impl App {
    /// Starts a login. The answer is the session as it waits for the browser; success and failure come as events.
    pub(crate) async fn sign_in(&self, input: SignIn) -> Result<Session, Failure> {
        if self.0.environment.client_id.is_none() {
            return Err(Failure::new(ErrorCode::ClientNotRegistered));
        }
        let persona = match &input.persona {
            None => None,
            Some(key) => Some(
                self.0
                    .personas
                    .iter()
                    .find(|p| &p.key == key)
                    .ok_or_else(|| Failure::new(ErrorCode::InvalidInput).with("field", "persona"))?
                    .clone(),
            ),
        };
        let purpose = if input.step_up {
            LoginPurpose::StepUp
        } else if input.more_scopes {
            LoginPurpose::MoreScopes
        } else {
            LoginPurpose::SignIn
        };
        // A person of the sandbox consents to all at once: nobody sits at a consent page.
        let more = input.more_scopes || persona.is_some() || self.holds_more_scopes();
        let wanted = wanted(self.0.environment.name, more);
        let request = LoginRequest {
            scopes: wanted.scopes.clone(),
            level: if input.step_up {
                Level::High
            } else {
                Level::Substantial
            },
            fresh: input.step_up || input.other_person,
            ui_locale: input
                .ui_locale
                .unwrap_or_else(|| self.language().code().to_owned()),
            login_hint: persona.as_ref().map(|p| {
                if input.step_up {
                    // The hint of a synthetic person names the level of the login.
                    p.login_hint.replace("loa-substantial", "loa-high")
                } else {
                    p.login_hint.clone()
                }
            }),
            // More of the same login must be the same person; a plain sign-in may be anyone.
            expected_subject: match purpose {
                LoginPurpose::SignIn => None,
                _ => self.subject(),
            },
        };
        let headless = persona.is_some();
        let (attempt, plain) = match self.begin(request, wanted.optional).await {
            Ok(begun) => begun,
            Err(error) => {
                let failure = crate::failures::from_auth(&error);
                self.login_progress(|l| l.last_failure = Some(failure.clone()));
                self.changed(&[Topic::Session]);
                return Err(failure);
            }
        };
        let link = self.waits_for(&attempt, purpose, headless);
        let app = self.clone();
        let persona_key = persona.map(|p| p.key);
        let asked = wanted.scopes;
        self.spawn(async move {
            let mut outcome = attempt.finish().await;
            if let (Err(AuthError::InvalidScope), Some(plain)) = (&outcome, plain) {
                outcome = app.once_more(plain, purpose, headless).await;
            }
            app.login_progress(|l| l.waiting = None);
            match outcome {
                Ok(_) => app.signed_in(purpose, persona_key, &asked).await,
                Err(error) => app.login_failed(&error).await,
            }
            app.changed(&[Topic::Session, Topic::Status]);
        });
        if let Err(failure) = self.show(&link, headless).await {
            self.cancel_waiting();
            self.login_progress(|l| l.last_failure = Some(failure.clone()));
            return Err(failure);
        }
        self.changed(&[Topic::Session]);
        self.session_view().await
    }

    /// Begins with the optional scope, and without it when the provider refuses it. Where the request is pushed
    /// (RFC 9126) the refusal comes before any browser is opened. Where it is not, it comes by the browser: the request
    /// without the scope is then given back, to be sent once more.
    async fn begin(
        &self,
        mut request: LoginRequest,
        optional: Option<String>,
    ) -> Result<(Attempt, Option<LoginRequest>), AuthError> {
        self.cancel_waiting();
        let Some(extra) = optional else {
            return Ok((self.0.auth.begin(request).await?, None));
        };
        let plain = request.clone();
        request.scopes.push(extra);
        match self.0.auth.begin(request).await {
            Err(AuthError::InvalidScope) => Ok((self.0.auth.begin(plain).await?, None)),
            other => Ok((other?, Some(plain))),
        }
    }

    /// The second attempt of a login whose optional scope was refused by way of the browser.
    async fn once_more(
        &self,
        plain: LoginRequest,
        purpose: LoginPurpose,
        headless: bool,
    ) -> Result<Login, AuthError> {
        let attempt = self.0.auth.begin(plain).await?;
        let link = self.waits_for(&attempt, purpose, headless);
        self.changed(&[Topic::Session]);
        let visit = async {
            if let Err(failure) = self.show(&link, headless).await {
                tracing::warn!(code = ?failure.code, "the second attempt at a login was not shown");
                self.cancel_waiting();
            }
        };
        let (outcome, ()) = futures::join!(attempt.finish(), visit);
        outcome
    }

    /// Notes that a login waits for the browser; gives its address.
    fn waits_for(&self, attempt: &Attempt, purpose: LoginPurpose, headless: bool) -> url::Url {
        let link = attempt.link().clone();
        let waiting = Waiting {
            canceller: attempt.canceller(),
            link: (!headless).then(|| link.clone()),
            purpose,
            until: attempt.until(),
        };
        self.login_progress(|l| {
            l.last_failure = None;
            l.waiting = Some(waiting);
        });
        link
    }

    /// Leads the person to the login, or plays the person of the sandbox who consents to all.
    async fn show(&self, link: &url::Url, headless: bool) -> Result<(), Failure> {
        if headless {
            headless::visit(&self.0.net, link)
                .await
                .map_err(|e| crate::failures::from_net(&e))
        } else {
            self.open_link_in_browser(link)
        }
    }

    /// Opens the account of whoever signed in and starts reading.
    async fn signed_in(&self, purpose: LoginPurpose, persona: Option<String>, asked: &[String]) {
        if let Err(failure) = self.open_account_of_login().await {
            tracing::warn!(code = ?failure.code, "the account could not be opened");
            self.login_progress(|l| l.last_failure = Some(failure));
            return;
        }
        if let Err(error) = self.0.preferences.change(|p| p.persona = persona) {
            tracing::warn!(kind = ?error.kind(), "preferences could not be written");
        }
        if let Ok(account) = self.account() {
            let now = self.now();
            if let Err(error) = account
                .store
                .sync_marks()
                .set(ASKED_SCOPES, &asked.join(" "), now)
                .await
            {
                tracing::warn!(code = error.code(), "asked scopes were not kept");
            }
            // A new login is a new chance: what Altinn refused is tried again.
            let _ = account.store.capabilities().clear().await;
        }
        self.0.host.focus();
        if purpose == LoginPurpose::SignIn {
            self.log_session_act(Act::SignedIn).await;
        }
        self.changed(&[
            Topic::Session,
            Topic::Organisations,
            Topic::Approvals,
            Topic::Activity,
            Topic::SystemUsers,
        ]);
        let app = self.clone();
        self.spawn(async move { app.read_all_after_login().await });
    }

    async fn login_failed(&self, error: &AuthError) {
        let failure = crate::failures::from_auth(error);
        tracing::info!(code = ?failure.code, "login ended without success");
        self.login_progress(|l| l.last_failure = Some(failure));
    }

    /// Gives up the login that waits for the browser.
    pub(crate) async fn cancel_sign_in(&self) -> Result<Session, Failure> {
        self.cancel_waiting();
        self.changed(&[Topic::Session]);
        self.session_view().await
    }

    /// Opens the browser again for the login that waits.
    pub(crate) async fn reopen_sign_in(&self) -> Result<Session, Failure> {
        let link = self.login_progress(|l| l.waiting.as_ref().and_then(|w| w.link.clone()));
        match link {
            Some(link) => self.open_link_in_browser(&link)?,
            None => return Err(Failure::new(ErrorCode::NotFound)),
        }
        self.session_view().await
    }

    pub(super) fn cancel_waiting(&self) {
        if let Some(waiting) = self.login_progress(|l| l.waiting.take()) {
            waiting.canceller.cancel();
        }
    }

    fn open_link_in_browser(&self, link: &url::Url) -> Result<(), Failure> {
        self.0.host.open_browser(link).map_err(|reason| {
            tracing::warn!(%reason, "no browser");
            Failure::new(ErrorCode::BrowserUnavailable)
        })
    }

    pub(super) fn login_progress<T>(
        &self,
        with: impl FnOnce(&mut super::login::LoginProgress) -> T,
    ) -> T {
        with(
            &mut self
                .0
                .login
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner),
        )
    }

    fn subject(&self) -> Option<String> {
        match self.0.auth.state() {
            AuthState::SignedIn(login) | AuthState::LoginNeeded(login) => Some(login.subject),
            AuthState::SignedOut => None,
        }
    }

    /// Whether the last login held the administration scopes: the next one asks for no less.
    fn holds_more_scopes(&self) -> bool {
        match self.0.auth.state() {
            AuthState::SignedIn(login) | AuthState::LoginNeeded(login) => {
                login.scopes.contains(super::scopes::TO_OTHERS_WRITE)
            }
            AuthState::SignedOut => false,
        }
    }
}
