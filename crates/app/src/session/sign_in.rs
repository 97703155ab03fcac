//! A login: begin at ID-porten, wait for the browser, open the account of whoever signed in.

use std::sync::Arc;

use fullmakt_auth::{Attempt, AuthError, AuthState, Completed, Login, LoginRequest, headless};
use url::Url;

use super::flight::{Boarding, Flight, Wish, joined};
use super::login::{LoginProgress, Waiting};
use super::request::Way;
use crate::host::LaunchPersona;
use crate::state::App;
use crate::surface::activity::Act;
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::session::{LoginPurpose, Session, SignIn};
use crate::surface::table::Topic;

/// Mark in the store: the scopes that the last login asked for.
pub(super) const ASKED_SCOPES: &str = "asked_scopes";

/// What changes with the person, or with their login.
const ALL_OF_A_PERSON: [Topic; 6] = [
    Topic::Session,
    Topic::Organisations,
    Topic::Approvals,
    Topic::Activity,
    Topic::SystemUsers,
    // What asked for a higher level may have it now.
    Topic::Messages,
];

impl App {
    /// Starts a login. The answer is the session as it waits for the browser; success and failure come as events. A wish
    /// for the login that is under way joins it; one for another login takes its place.
    pub(crate) async fn sign_in(&self, input: SignIn) -> Result<Session, Failure> {
        if self.0.environment.client_id.is_none() {
            return Err(Failure::new(ErrorCode::ClientNotRegistered));
        }
        let persona = self.persona_of(&input)?;
        self.0.syncing.used(self.now());
        match self.board(Wish::of(&input)) {
            Boarding::Own(flight) => self.fly(flight, input, persona).await?,
            Boarding::Joined(told) => joined(told).await?,
        }
        self.session_view().await
    }

    /// The sandbox forgot its logins when it stopped: the same synthetic person signs in again. Takes its place before
    /// any wish that comes by hand, so that such a wish is always the later one, and wins.
    pub(crate) fn sign_in_again(&self, persona: String) {
        let input = SignIn {
            persona: Some(persona),
            ..SignIn::default()
        };
        let Ok(persona) = self.persona_of(&input) else {
            return;
        };
        let Some(flight) = self.board_if_idle(Wish::of(&input)) else {
            return;
        };
        let app = self.clone();
        self.spawn(async move {
            app.0.host.first_picture().await;
            if let Err(failure) = app.fly(flight, input, persona).await {
                tracing::info!(code = ?failure.code, "the sandbox person was not signed in again");
            }
        });
    }

    fn persona_of(&self, input: &SignIn) -> Result<Option<LaunchPersona>, Failure> {
        let Some(key) = &input.persona else {
            return Ok(None);
        };
        let known = self.0.personas.iter().find(|p| &p.key == key);
        let unknown = || Failure::new(ErrorCode::InvalidInput).with("field", "persona");
        known.cloned().map(Some).ok_or_else(unknown)
    }

    /// Carries a login out as far as its answer; the rest goes on by itself.
    async fn fly(
        &self,
        flight: Flight,
        input: SignIn,
        persona: Option<LaunchPersona>,
    ) -> Result<(), Failure> {
        let flight = Arc::new(flight);
        let answer = self.depart(&flight, input, persona).await;
        flight.tell(&answer);
        self.changed(&[Topic::Session]);
        answer
    }

    async fn depart(
        &self,
        flight: &Arc<Flight>,
        input: SignIn,
        persona: Option<LaunchPersona>,
    ) -> Result<(), Failure> {
        let (request, wanted, way) = self.login_request(input, persona.as_ref());
        let (attempt, plain, link) = match self.begin(flight, way, request, wanted.optional).await {
            Ok(begun) => begun,
            Err(error) => return flight.fail(crate::failures::from_auth(&error)),
        };
        let app = self.clone();
        let persona_key = persona.map(|p| p.key);
        let asked = wanted.scopes;
        let flying = Arc::clone(flight);
        self.spawn(async move {
            let mut completed = attempt.complete().await;
            if matches!(completed, Err(AuthError::InvalidScope))
                && let Some(plain) = plain
            {
                completed = app.once_more(&flying, plain, way).await;
            }
            let outcome = match completed {
                Ok(completed) => app.adopt(completed).await,
                Err(error) => Err(error),
            };
            flying.note(|l| l.waiting = None);
            match outcome {
                Ok(login) => {
                    app.signed_in(&login, way.purpose, persona_key, &asked)
                        .await
                }
                Err(error) => login_failed(&flying, &error),
            }
            drop(flying);
            app.changed(&[Topic::Session, Topic::Status]);
        });
        match self.show(flight, &link, way.headless).await {
            Ok(()) => Ok(()),
            Err(failure) => flight.fail(failure),
        }
    }

    /// The attempt, and the address at which it waits. Given up meanwhile, it never was.
    async fn begin(
        &self,
        flight: &Flight,
        way: Way,
        request: LoginRequest,
        optional: Option<String>,
    ) -> Result<(Attempt, Option<LoginRequest>, Url), AuthError> {
        // One after the other: a login that was given up leaves its place before the next one takes it.
        let _turn = self.0.login_turns.begin.lock().await;
        let (attempt, plain) = tokio::select! {
            biased;
            () = flight.given_up() => return Err(AuthError::Cancelled),
            begun = self.ask_provider(request, optional) => begun?,
        };
        let link = waits_for(flight, &attempt, way)?;
        Ok((attempt, plain, link))
    }

    /// Begins with the optional scope, and without it when the provider refuses it. Where the request is pushed
    /// (RFC 9126) the refusal comes before any browser is opened. Where it is not, it comes by the browser: the request
    /// without the scope is then given back, to be sent once more.
    async fn ask_provider(
        &self,
        mut request: LoginRequest,
        optional: Option<String>,
    ) -> Result<(Attempt, Option<LoginRequest>), AuthError> {
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
        flight: &Flight,
        plain: LoginRequest,
        way: Way,
    ) -> Result<Completed, AuthError> {
        let (attempt, _, link) = self.begin(flight, way, plain, None).await?;
        self.changed(&[Topic::Session]);
        let visit = async {
            if let Err(failure) = self.show(flight, &link, way.headless).await {
                tracing::warn!(code = ?failure.code, "the second attempt at a login was not shown");
                flight.note(LoginProgress::give_up_waiting);
            }
        };
        let (outcome, ()) = futures::join!(attempt.complete(), visit);
        outcome
    }

    /// Leads the person to the login, or plays the person of the sandbox who consents to all.
    async fn show(&self, flight: &Flight, link: &Url, headless: bool) -> Result<(), Failure> {
        if !headless {
            return self.open_link_in_browser(link);
        }
        tokio::select! {
            biased;
            // Nobody waits for the answer any more; the attempt itself tells why it ended.
            () = flight.given_up() => Ok(()),
            visited = headless::visit(&self.0.net, link) => {
                visited.map_err(|e| crate::failures::from_net(&e))
            }
        }
    }

    /// Makes a complete login the session. Another person who is here leaves first, so that nothing of theirs goes out with
    /// the next one's token; where the login is not taken after all, they are back.
    async fn adopt(&self, completed: Completed) -> Result<Login, AuthError> {
        let _turn = self.0.login_turns.open.lock().await;
        let key = self.account_key(completed.subject());
        let open = self.account().ok().map(|open| open.key.clone());
        let former = open.filter(|open| *open != key && !completed.is_given_up());
        if former.is_some() {
            self.leave_account().await;
        }
        let adopted = completed.adopt().await;
        if adopted.is_err()
            && let Some(former) = former
        {
            self.come_back(&former).await;
        }
        adopted
    }

    /// Opens the account again of whoever left for a login that was not taken.
    async fn come_back(&self, account: &str) {
        if let Err(failure) = self.open_account(account).await {
            tracing::warn!(code = ?failure.code, "the account could not be opened again");
            return;
        }
        self.changed(&ALL_OF_A_PERSON);
        if matches!(self.0.auth.state(), AuthState::SignedIn(_)) {
            let app = self.clone();
            self.spawn(async move { app.read_all_after_login().await });
        }
    }

    /// Opens the account of whoever signed in and starts reading.
    async fn signed_in(
        &self,
        login: &Login,
        purpose: LoginPurpose,
        persona: Option<String>,
        asked: &[String],
    ) {
        let _turn = self.0.login_turns.open.lock().await;
        if self.subject().as_ref() != Some(&login.subject) {
            // Another person has signed in since, or nobody is signed in any more.
            return;
        }
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
            if let Err(error) = account.store.capabilities().clear().await {
                tracing::warn!(code = error.code(), "refusals were not forgotten");
            }
        }
        self.0.host.focus();
        if purpose == LoginPurpose::SignIn {
            self.log_session_act(Act::SignedIn).await;
        }
        self.changed(&ALL_OF_A_PERSON);
        let app = self.clone();
        self.spawn(async move { app.read_all_after_login().await });
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
        self.login_progress(LoginProgress::give_up);
    }

    fn open_link_in_browser(&self, link: &Url) -> Result<(), Failure> {
        self.0.host.open_browser(link).map_err(|reason| {
            tracing::warn!(%reason, "no browser");
            Failure::new(ErrorCode::BrowserUnavailable)
        })
    }

    pub(super) fn login_progress<T>(&self, with: impl FnOnce(&mut LoginProgress) -> T) -> T {
        with(
            &mut self
                .0
                .login
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner),
        )
    }
}

/// Notes that a login waits for the browser; gives its address. One that was given up meanwhile does not wait.
fn waits_for(flight: &Flight, attempt: &Attempt, way: Way) -> Result<Url, AuthError> {
    let link = attempt.link().clone();
    let waiting = Waiting {
        canceller: attempt.canceller(),
        link: (!way.headless).then(|| link.clone()),
        purpose: way.purpose,
        until: attempt.until(),
    };
    let wanted = flight.note_if_wanted(|l| {
        l.last_failure = None;
        l.waiting = Some(waiting);
    });
    if wanted {
        Ok(link)
    } else {
        attempt.canceller().cancel();
        Err(AuthError::Cancelled)
    }
}

fn login_failed(flight: &Flight, error: &AuthError) {
    let failure = crate::failures::from_auth(error);
    tracing::info!(code = ?failure.code, "login ended without success");
    // What kept the browser from being shown says more than that nobody came from there.
    flight.note(|l| {
        l.last_failure.get_or_insert(failure);
    });
}
