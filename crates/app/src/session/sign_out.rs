//! Signing out: revoke, wipe, and only on request end the session at ID-porten (identity reference 1.14).

use crate::state::App;
use crate::surface::activity::Act;
use crate::surface::common::Failure;
use crate::surface::session::{Session, SignOut};
use crate::surface::table::Topic;

impl App {
    /// Ends the session on this machine, and at ID-porten when asked to.
    pub(crate) async fn sign_out(&self, input: SignOut) -> Result<Session, Failure> {
        self.cancel_waiting();
        // Whoever leaves for another person's login has left by then, or is back.
        let _turn = self.0.login_turns.open.lock().await;
        self.0.reading.forget();
        self.send_waiting_rejects().await;
        self.write_owed_receipts().await;
        self.log_session_act(Act::SignedOut).await;
        self.write_call_counts().await;
        let report = self.0.auth.sign_out().await;
        if !report.revoked {
            tracing::warn!(
                "the login was wiped here, but ID-porten did not confirm the revocation"
            );
        }
        if let Some(account) = self.take_account() {
            if input.delete_data {
                account
                    .store
                    .wipe()
                    .await
                    .map_err(|e| crate::failures::from_store(&e))?;
                self.forget_account_key(&account.key).await;
                let _ = tokio::fs::remove_dir_all(&account.folder).await;
            } else {
                self.put_away(&account).await;
            }
        }
        let forgotten = self.0.preferences.change(|p| {
            p.account = None;
            p.persona = None;
        });
        if let Err(error) = forgotten {
            tracing::warn!(kind = ?error.kind(), "preferences could not be written");
        }
        if input.end_session
            && let Some(url) = report.end_session
            && let Err(reason) = self.0.host.open_browser(&url)
        {
            tracing::warn!(%reason, "no browser for the logout page");
        }
        self.changed(&[
            Topic::Session,
            Topic::Organisations,
            Topic::Approvals,
            Topic::Activity,
            Topic::SystemUsers,
            Topic::Status,
        ]);
        self.session_view().await
    }
}
