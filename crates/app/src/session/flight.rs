//! Logins that meet. A wish for the same login joins the one under way and is answered as it is; a wish for another one
//! takes its place, however far it has come.

use tokio::sync::{Mutex, watch};
use tokio_util::sync::CancellationToken;

use super::login::LoginProgress;
use crate::state::App;
use crate::surface::common::Failure;
use crate::surface::session::{ScopeFeature, SignIn};

/// Steps of a login that one login takes at a time.
#[derive(Default)]
pub(crate) struct LoginTurns {
    /// From the request at ID-porten to the link that waits.
    pub begin: Mutex<()>,
    /// Closing the account of whoever leaves, and opening that of whoever signed in.
    pub open: Mutex<()>,
}

/// What somebody asked for, as far as two wishes for it are one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// A person of the sandbox, who is signed in without a browser.
    Persona { key: String, step_up: bool },
    /// Whoever sits at the browser.
    Browser {
        step_up: bool,
        other_person: bool,
        more_scopes: bool,
        features: Vec<ScopeFeature>,
    },
}

impl Wish {
    /// What this input asks for.
    pub fn of(input: &SignIn) -> Self {
        match &input.persona {
            Some(key) => Wish::Persona {
                key: key.clone(),
                step_up: input.step_up,
            },
            None => Wish::Browser {
                step_up: input.step_up,
                other_person: input.other_person,
                more_scopes: input.more_scopes,
                features: input.features.clone(),
            },
        }
    }
}

/// What whoever began a login was answered, once it was.
type Told = Option<Result<(), Failure>>;

/// A login as it stands in [`LoginProgress`]: how to join it, and how to end it.
pub struct UnderWay {
    number: u64,
    wish: Wish,
    given_up: CancellationToken,
    told: watch::Receiver<Told>,
}

impl UnderWay {
    /// Whether a wish may share this login. Once a browser was opened it may not: who asks again has lost that page, and
    /// needs another one. A person of the sandbox has no page to lose.
    fn takes(&self, wish: &Wish) -> bool {
        let shared = match &*self.told.borrow() {
            None => true,
            Some(Ok(())) => matches!(wish, Wish::Persona { .. }),
            Some(Err(_)) => false,
        };
        shared && self.wish == *wish && !self.given_up.is_cancelled()
    }

    /// Ends it, even before there is an attempt that waits.
    pub(super) fn give_up(&self) {
        self.given_up.cancel();
    }
}

/// The part of whoever carries a login out. It is over when this is dropped.
pub(super) struct Flight {
    app: App,
    number: u64,
    given_up: CancellationToken,
    told: watch::Sender<Told>,
}

impl Flight {
    /// Waits until the login is given up: by the person, or for a later one.
    pub async fn given_up(&self) {
        self.given_up.cancelled().await;
    }

    /// Changes what is known of logins, unless a later one has taken this one's place.
    pub fn note(&self, with: impl FnOnce(&mut LoginProgress)) {
        self.app.login_progress(|l| {
            if l.is_flying(self.number) {
                with(l);
            }
        });
    }

    /// As [`Flight::note`], but only while the login is wanted; says whether it was.
    pub fn note_if_wanted(&self, with: impl FnOnce(&mut LoginProgress)) -> bool {
        self.app.login_progress(|l| {
            let wanted = l.is_flying(self.number) && !self.given_up.is_cancelled();
            if wanted {
                with(l);
            }
            wanted
        })
    }

    /// Ends here with a failure: it is what the screens show, and what everyone who waits is told. Whoever was overtaken
    /// is told nothing of the kind: the later login answers for both.
    pub fn fail(&self, failure: Failure) -> Result<(), Failure> {
        let current = self.app.login_progress(|l| {
            let current = l.is_flying(self.number);
            if current {
                l.give_up_waiting();
                l.last_failure = Some(failure.clone());
            }
            current
        });
        if current { Err(failure) } else { Ok(()) }
    }

    /// Answers everyone who joined.
    pub fn tell(&self, answer: &Result<(), Failure>) {
        self.told.send_replace(Some(answer.clone()));
    }
}

impl Drop for Flight {
    fn drop(&mut self) {
        let number = self.number;
        self.app.login_progress(|l| {
            if l.is_flying(number) {
                l.flying = None;
            }
        });
    }
}

/// A wish's place.
pub(super) enum Boarding {
    /// In a login of its own.
    Own(Flight),
    /// In the one under way.
    Joined(watch::Receiver<Told>),
}

impl LoginProgress {
    fn is_flying(&self, number: u64) -> bool {
        self.flying.as_ref().is_some_and(|f| f.number == number)
    }
}

impl App {
    /// Finds the place of a wish. What is under way for another wish is given up.
    pub(super) fn board(&self, wish: Wish) -> Boarding {
        self.login_progress(|l| {
            if let Some(flying) = l.flying.as_ref().filter(|f| f.takes(&wish)) {
                return Boarding::Joined(flying.told.clone());
            }
            l.give_up();
            Boarding::Own(self.flight(l, wish))
        })
    }

    /// A login for a wish that nobody made by hand; `None` when one is under way, which then is what the person wants.
    pub(super) fn board_if_idle(&self, wish: Wish) -> Option<Flight> {
        self.login_progress(|l| l.flying.is_none().then(|| self.flight(l, wish)))
    }

    fn flight(&self, progress: &mut LoginProgress, wish: Wish) -> Flight {
        progress.flights += 1;
        let number = progress.flights;
        let given_up = CancellationToken::new();
        let (told, joined) = watch::channel(None);
        progress.flying = Some(UnderWay {
            number,
            wish,
            given_up: given_up.clone(),
            told: joined,
        });
        Flight {
            app: self.clone(),
            number,
            given_up,
            told,
        }
    }
}

/// The answer of the login that one joined. A login that ended without one (the app closes) leaves no failure behind.
pub(super) async fn joined(mut told: watch::Receiver<Told>) -> Result<(), Failure> {
    match told.wait_for(Option::is_some).await {
        Ok(answer) => answer.clone().unwrap_or(Ok(())),
        Err(_) => Ok(()),
    }
}
