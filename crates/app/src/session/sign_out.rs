//! Signing out: revoke, wipe, and only on request end the session at ID-porten (identity reference 1.14).

use std::sync::PoisonError;

use crate::state::App;
use crate::surface::activity::Act;
use crate::surface::common::Failure;
use crate::surface::session::{Session, SignOut};
use crate::surface::table::Topic;

impl App {
    /// Ends the session on this machine, and at ID-porten when asked to.
    pub(crate) async fn sign_out(&self, input: SignOut) -> Result<Session, Failure> {
        self.cancel_waiting();
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
        let account = self
            .0
            .account
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        self.0.syncing.forget();
        self.0.arrivals.forget();
        self.0.filing.forget();
        self.0.clients.forget();
        if let Some(account) = account {
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
