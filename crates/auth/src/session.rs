//! The session in memory: who is signed in, and the tokens of the moment.

use fullmakt_domain::Sensitive;
use jiff::{SignedDuration, Timestamp};

use crate::exchange::{AltinnIdentity, AltinnToken};
use crate::login::{AuthState, Login};
use crate::provider::TokenSet;
use crate::vault::Kept;

/// A token with less time left than this is not used any more: it might die on the way.
const MARGIN: SignedDuration = SignedDuration::from_secs(10);

/// A token that dies at a known time, by this machine's clock.
#[derive(Clone, Debug)]
pub(crate) struct Timed {
    pub(crate) token: Sensitive<String>,
    pub(crate) expires_at: Timestamp,
}

impl Timed {
    /// Whether it can still be used.
    pub(crate) fn is_fresh(&self, now: Timestamp) -> bool {
        now + MARGIN < self.expires_at
    }
}

/// A refresh token; it may be good for one use only.
#[derive(Clone, Debug)]
pub(crate) struct Refresh {
    pub(crate) token: Sensitive<String>,
    /// When it dies unused, if the server said.
    pub(crate) expires_at: Option<Timestamp>,
}

impl Refresh {
    pub(crate) fn is_dead(&self, now: Timestamp) -> bool {
        self.expires_at.is_some_and(|at| at <= now)
    }
}

/// Everything about the one login of this environment.
#[derive(Debug, Default)]
pub(crate) struct Session {
    login: Option<Login>,
    /// The login has ended.
    ended: bool,
    pub(crate) access: Option<Timed>,
    pub(crate) refresh: Option<Refresh>,
    pub(crate) altinn: Option<Timed>,
    pub(crate) identity: Option<AltinnIdentity>,
    /// The vault does not hold the newest refresh token yet; until it does, no token is given out.
    pub(crate) unsaved: bool,
    /// First refusal by Altinn of a login that it never took.
    pub(crate) refused_since: Option<Timestamp>,
}

impl Session {
    /// A login that comes from the vault: no tokens but, perhaps, the one to renew with.
    pub(crate) fn restored(kept: Kept, now: Timestamp) -> Self {
        let refresh = kept.refresh.filter(|refresh| !refresh.is_dead(now));
        Session {
            login: Some(kept.login),
            ended: refresh.is_none(),
            refresh,
            identity: kept.identity,
            ..Session::default()
        }
    }

    /// A login just made.
    pub(crate) fn begun(login: Login, tokens: TokenSet) -> Self {
        Session {
            login: Some(login),
            access: Some(tokens.access),
            refresh: tokens.refresh,
            ..Session::default()
        }
    }

    pub(crate) fn state(&self) -> AuthState {
        match (&self.login, self.ended) {
            (None, _) => AuthState::SignedOut,
            (Some(login), false) => AuthState::SignedIn(login.clone()),
            (Some(login), true) => AuthState::LoginNeeded(login.clone()),
        }
    }

    pub(crate) fn login(&self) -> Option<&Login> {
        self.login.as_ref()
    }

    /// Ends the login: who it was stays, every token goes.
    pub(crate) fn end(&mut self) {
        if let Some(login) = &mut self.login {
            login.has_refresh = false;
        }
        *self = Session {
            login: self.login.take(),
            ended: true,
            identity: self.identity.take(),
            ..Session::default()
        };
    }

    /// Takes over renewed tokens. `unsaved` until the vault has the new refresh token.
    pub(crate) fn renewed(&mut self, tokens: TokenSet) {
        if let Some(login) = &mut self.login
            && let Some(scopes) = tokens.scopes
        {
            login.scopes = scopes;
        }
        if let Some(refresh) = tokens.refresh {
            self.refresh = Some(refresh);
            self.unsaved = true;
        }
        self.access = Some(tokens.access);
        self.altinn = None;
    }

    /// Gives up a token that was refused before its time, if it is held, and what it was made from where that can be
    /// had anew.
    pub(crate) fn refused(&mut self, token: &Sensitive<String>) {
        let is = |held: &Option<Timed>| {
            held.as_ref()
                .is_some_and(|held| held.token.expose() == token.expose())
        };
        let access = is(&self.access);
        if access || is(&self.altinn) {
            self.altinn = None;
            if access || self.refresh.is_some() {
                self.access = None;
            }
        }
    }

    /// Takes over an exchanged token.
    pub(crate) fn exchanged(&mut self, token: AltinnToken) {
        self.altinn = Some(token.timed);
        self.refused_since = None;
        if token.identity.is_some() {
            self.identity = token.identity;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Refresh, Session, Timed};
    use crate::login::{AuthState, Login};
    use crate::vault::Kept;
    use fullmakt_domain::Sensitive;
    use jiff::{SignedDuration, Timestamp};

    fn now() -> Timestamp {
        "2026-11-20T12:00:00Z".parse().expect("a time")
    }

    fn login() -> Login {
        Login {
            subject: "s".to_owned(),
            level: 3,
            auth_time: None,
            scopes: Default::default(),
            has_refresh: true,
        }
    }

    fn refresh(expires_at: Option<Timestamp>) -> Refresh {
        Refresh {
            token: Sensitive::new("r".to_owned()),
            expires_at,
        }
    }

    fn restored(refresh: Option<Refresh>) -> Session {
        Session::restored(
            Kept {
                login: login(),
                refresh,
                identity: None,
            },
            now(),
        )
    }

    #[test]
    fn a_token_is_given_up_ten_seconds_early() {
        let token = |seconds| Timed {
            token: Sensitive::new("t".to_owned()),
            expires_at: now() + SignedDuration::from_secs(seconds),
        };
        assert!(token(11).is_fresh(now()));
        assert!(!token(10).is_fresh(now()));
        assert!(!token(-1).is_fresh(now()));
    }

    #[test]
    fn a_restored_login_lives_as_long_as_its_refresh_token() {
        let later = now() + SignedDuration::from_secs(1);
        let alive = |r| matches!(restored(r).state(), AuthState::SignedIn(_));
        assert!(alive(Some(refresh(None))));
        assert!(alive(Some(refresh(Some(later)))));
        assert!(!alive(Some(refresh(Some(now())))));
        assert!(!alive(None));
    }

    #[test]
    fn an_ended_login_keeps_who_it_was_and_no_token() {
        let mut session = restored(Some(refresh(None)));
        session.end();
        assert!(session.refresh.is_none() && session.access.is_none() && session.altinn.is_none());
        match session.state() {
            AuthState::LoginNeeded(login) => assert!(login.subject == "s" && !login.has_refresh),
            other => panic!("{other:?}"),
        }
        assert_eq!(Session::default().state(), AuthState::SignedOut);
    }
}
