//! The account: one person in one environment, with a folder, a key and a database of its own.
//!
//! Another person on the same machine gets another account; the two are never merged (identity reference 5.2, T10).

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use fullmakt_auth::AuthState;
use fullmakt_store::Store;
use sha2::{Digest, Sha256};

use crate::state::{Account, App, KeyState};
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::session::{RecoverStore, Recovery, Session};
use crate::surface::table::Topic;

/// File of the sealed login in the environment's folder.
pub const LOGIN_FILE: &str = "login.sealed";
/// File of the database in the account's folder.
pub(super) const STORE_FILE: &str = "fullmakt.db";
/// Setting: the person's name at Altinn.
const PERSON_NAME: &str = "person_name";
/// Setting: the person's own party.
const PERSON_PARTY: &str = "person_party";

impl App {
    /// Begins anew with stored data that cannot be opened, in the way that the user chose.
    pub(crate) async fn recover_store(&self, input: RecoverStore) -> Result<Session, Failure> {
        if self.account().is_ok() {
            // It can be opened, and is.
            return Err(Failure::new(ErrorCode::Conflict));
        }
        let key = match self.0.auth.state() {
            AuthState::SignedIn(login) | AuthState::LoginNeeded(login) => {
                Some(self.account_key(&login.subject))
            }
            AuthState::SignedOut => self.0.preferences.get().account,
        };
        let key = key.ok_or_else(|| Failure::new(ErrorCode::NotFound))?;
        let path = self.0.folder.join("accounts").join(&key).join(STORE_FILE);
        match input.how {
            Recovery::SetAside => {
                Store::set_aside(&path, &*self.0.clock)
                    .map_err(|e| crate::failures::from_store(&e))?;
            }
            Recovery::Delete => {
                Store::wipe_files(&path).map_err(|e| crate::failures::from_store(&e))?;
                self.forget_account_key(&key).await;
            }
        }
        self.login_progress(|l| l.last_failure = None);
        self.open_account(&key).await?;
        if matches!(self.0.auth.state(), AuthState::SignedIn(_)) {
            let app = self.clone();
            self.spawn(async move { app.read_all_after_login().await });
        }
        self.changed(&[
            Topic::Session,
            Topic::Organisations,
            Topic::Approvals,
            Topic::Activity,
            Topic::SystemUsers,
        ]);
        self.session_view().await
    }

    /// Name of an account's folder and key: a digest, so that neither tells who it is.
    pub(super) fn account_key(&self, subject: &str) -> String {
        let digest = Sha256::digest(format!("{}\n{subject}", self.0.environment.issuer));
        hex::encode(&digest[..10])
    }

    /// Opens the account of whoever is signed in, closing another one first.
    pub(crate) async fn open_account_of_login(&self) -> Result<(), Failure> {
        let login = match self.0.auth.state() {
            AuthState::SignedIn(login) | AuthState::LoginNeeded(login) => login,
            AuthState::SignedOut => return Err(Failure::new(ErrorCode::LoginRequired)),
        };
        let key = self.account_key(&login.subject);
        self.open_account(&key).await
    }

    /// Opens the account with this key; nothing happens when it is open.
    pub(crate) async fn open_account(&self, key: &str) -> Result<(), Failure> {
        let open = self
            .0
            .account
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        if let Some(open) = open {
            if open.key == key {
                return Ok(());
            }
            self.close_account().await;
        }
        let mut state = self.0.keys.lock().await;
        let (folder, ephemeral, store_key) = match &mut *state {
            KeyState::Keyring(keys) => (
                self.0.folder.join("accounts").join(key),
                false,
                keys.store_key(key).await,
            ),
            // A key that dies with this run cannot open what an earlier run wrote, nor may it write there.
            KeyState::Memory { keys, .. } => (
                self.0
                    .folder
                    .join(format!("session-{}-{key}", std::process::id())),
                true,
                keys.store_key(key).await,
            ),
        };
        let store_key = store_key.map_err(|e| crate::failures::from_secrets(&e))?;
        drop(state);
        crate::folders::make_private(&folder)
            .map_err(|_| Failure::new(ErrorCode::FileNotWritten).with("folder", "data"))?;
        let path: PathBuf = folder.join(STORE_FILE);
        let store = Store::open(
            &path,
            store_key.expose(),
            Arc::clone(&self.0.clock),
            self.0.version,
        )
        .await
        .map_err(|e| crate::failures::from_store(&e))?;
        let settings = store.settings();
        let name = settings.get(PERSON_NAME).await.ok().flatten();
        let party = settings.get(PERSON_PARTY).await.ok().flatten();
        let account = Arc::new(Account {
            key: key.to_owned(),
            store,
            name: RwLock::new(name),
            party_uuid: RwLock::new(party),
            index: RwLock::default(),
            actors_wished: Mutex::default(),
            folder,
            ephemeral,
        });
        crate::organisations::rebuild_index(&account).await;
        *self
            .0
            .account
            .write()
            .unwrap_or_else(PoisonError::into_inner) = Some(account);
        if !ephemeral
            && let Err(error) = self
                .0
                .preferences
                .change(|p| p.account = Some(key.to_owned()))
        {
            tracing::warn!(kind = ?error.kind(), "preferences could not be written");
        }
        // Once for each opening: a further login of the same person finds its observers at work.
        self.resume_observing().await;
        Ok(())
    }

    /// Closes the open account for its person, who is about to go: what waits is sent, and written down, while the tokens
    /// are still that person's.
    pub(super) async fn leave_account(&self) {
        self.send_waiting_rejects().await;
        self.write_owed_receipts().await;
        self.write_call_counts().await;
        self.close_account().await;
    }

    /// Closes the open account, if there is one.
    async fn close_account(&self) {
        if let Some(open) = self.take_account() {
            self.put_away(&open).await;
        }
    }

    /// Takes the open account out of its place, and forgets what is in memory of its person: nothing of it is shown to the
    /// next one, or sent with the next one's token. What Altinn said of quiet holds for whoever comes.
    pub(super) fn take_account(&self) -> Option<Arc<Account>> {
        let open = self
            .0
            .account
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        self.0.rejects.forget();
        self.0.sendings.forget();
        self.0.searches.forget();
        self.0.from_lists.take();
        self.0.reading.forget();
        self.0.syncing.forget();
        self.0.arrivals.forget();
        self.0.filing.forget();
        self.0.clients.forget();
        open
    }

    /// Whether this is the account that is open. Work that was begun for another one may come to its end later.
    pub(crate) fn is_open(&self, account: &Account) -> bool {
        self.account()
            .is_ok_and(|open| std::ptr::eq(Arc::as_ptr(&open), account))
    }

    /// Lets the database of an account go that is no longer open. Of a session in memory, what it has written down is
    /// carried over; the rest goes.
    pub(crate) async fn put_away(&self, account: &Account) {
        self.carry_before_end(account).await;
        account.store.close().await;
        if account.ephemeral {
            let _ = tokio::fs::remove_dir_all(&account.folder).await;
        }
    }

    /// Notes who the person is at Altinn.
    pub(crate) async fn note_person(&self, account: &Account, name: &str, party_uuid: &str) {
        let settings = account.store.settings();
        for (setting, value) in [(PERSON_NAME, name), (PERSON_PARTY, party_uuid)] {
            if let Err(error) = settings.set(setting, value).await {
                tracing::warn!(code = error.code(), setting, "not kept");
            }
        }
        *account.name.write().unwrap_or_else(PoisonError::into_inner) = Some(name.to_owned());
        *account
            .party_uuid
            .write()
            .unwrap_or_else(PoisonError::into_inner) = Some(party_uuid.to_owned());
    }
}
