//! Looking: compares every access that is known with its baseline, and writes down what was found.

use std::collections::{HashMap, HashSet};

use fullmakt_auth::AuthState;
use fullmakt_domain::{Baseline, Holdings, OrgNumber};
use fullmakt_store::system_users::SystemUser as StoredUser;
use fullmakt_store::watched_accesses::{Next, Watched};
use fullmakt_sync::rounds::Wish;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::baseline::{Kept, inside};
use super::compare::{Names, Seen, of_drift, of_shift, of_vendor, rank};
use crate::failures::from_store;
use crate::state::{Account, App};
use crate::surface::approvals::RegisterStatus;
use crate::surface::common::Failure;
use crate::surface::table::Topic;
use crate::surface::watch::Finding;
use crate::time::wire;

/// Mark: when the last look began.
pub(super) const LOOKED: &str = "watch_looked";
/// How long a look lasts: catalogue and register change no faster than they are read.
const DAY: SignedDuration = SignedDuration::from_hours(24);

impl App {
    /// Looks again when the last look is a day old. In the background, and not while another look is under way.
    pub(crate) fn watch_when_old(&self) {
        let app = self.clone();
        self.spawn(async move {
            let Ok(account) = app.account() else { return };
            let rounds = &app.0.refreshing.watch;
            let Some(_turn) = rounds.turn(Wish::WhenOld).await else {
                return;
            };
            let looked = app.looked_at(&account).await;
            let old = looked.is_none_or(|at| app.now().duration_since(at) >= DAY);
            let signed_in = matches!(app.0.auth.state(), AuthState::SignedIn(_));
            if old && signed_in && !rounds.quiet(app.now()) {
                app.compare_and_tell(&account).await;
            }
        });
    }

    /// Looks now: lists were read. Never fails: what could not be compared is compared the next time.
    pub(crate) async fn look_at_accesses(&self, account: &Account) {
        let _turn = self.0.refreshing.watch.turn(Wish::Again).await;
        self.compare_and_tell(account).await;
    }

    async fn compare_and_tell(&self, account: &Account) {
        let outcome = self.compare_all(account).await;
        let ended = outcome.as_ref().map(|_| ()).map_err(Clone::clone);
        self.0.refreshing.watch.note(&ended, self.now());
        match outcome {
            Ok(true) => self.changed(&[Topic::SystemUsers, Topic::Status]),
            Ok(false) => {}
            Err(failure) => {
                tracing::info!(code = ?failure.code, "accesses were not compared");
            }
        }
    }

    /// When the last look began.
    pub(crate) async fn looked_at(&self, account: &Account) -> Option<Timestamp> {
        let mark = account.store.sync_marks().get(LOOKED).await.ok()??;
        Some(mark.at)
    }

    /// Compares everything; true when something changed. What is decided, acknowledged or withdrawn while this reads stands:
    /// only rows that are still as they were read are written.
    async fn compare_all(&self, account: &Account) -> Result<bool, Failure> {
        // A look speaks for the moment at which it began: what comes while it reads is the next one's.
        let began_at = self.now();
        // Before the list itself: a list that is read from here on does not speak for the rows of the one below.
        let read = self.read_since(account).await?;
        let users = account.store.system_users().list(None).await;
        let users = users.map_err(|e| from_store(&e))?;
        let catalogue = self.packages(self.language()).await?;
        let registers = self.registers(account, &users).await;
        let table = account.store.watched_accesses();
        let rows = table.all().await.map_err(|e| from_store(&e))?;
        let mut by_key: HashMap<(Uuid, Uuid), Watched> = rows
            .into_iter()
            .map(|row| ((row.party_uuid, row.id), row))
            .collect();
        // Only what has left every package has no name in the catalogue: then the list of all services is worth a call.
        let left = |row: &Watched| {
            let drift = Kept::of(row).access.drift(|urn| inside(&catalogue, urn));
            !drift.removed.is_empty()
        };
        let services = if by_key.values().any(left) {
            self.services().await.ok()
        } else {
            None
        };
        let names = Names {
            catalogue: &catalogue,
            services: services.as_deref(),
            language: self.language(),
            now: self.now(),
        };
        let mut written = Vec::new();
        for user in &users {
            let was = by_key.remove(&(user.party_uuid, user.id));
            let row = match &was {
                Some(row) => row.clone(),
                None => self.first_seen(account, user, &catalogue).await?,
            };
            let register = user.vendor_org_no.as_ref().and_then(|n| registers.get(n));
            let row = compared(&row, user, register.cloned(), &names)?;
            if was.as_ref() != Some(&row) {
                written.push(Next { was, row });
            }
        }
        for row in by_key.into_values() {
            // Missing in a list that was read since: gone, and not by this machine, which forgets what it withdraws.
            let missing = read
                .get(&row.party_uuid)
                .is_some_and(|at| *at > row.baseline_at);
            if missing && row.vanished_at.is_none() {
                let was = Some(row.clone());
                let row = self.vanished(row)?;
                written.push(Next { was, row });
            }
        }
        let written = table.replace(&written).await;
        let changed = written.map_err(|e| from_store(&e))? > 0;
        let marks = account.store.sync_marks();
        let marked = marks.set(LOOKED, "", began_at).await;
        marked.map_err(|e| from_store(&e))?;
        Ok(changed)
    }

    fn vanished(&self, row: Watched) -> Result<Watched, Failure> {
        let now = self.now();
        let findings = vec![Finding::Vanished { at: wire(now) }];
        Ok(Watched {
            vanished_at: Some(now),
            findings: findings_text(&findings)?,
            ..row
        })
    }

    /// What Enhetsregisteret says of every vendor, by organisation number. Those that cannot be read are left out.
    async fn registers(
        &self,
        account: &Account,
        users: &[StoredUser],
    ) -> HashMap<String, RegisterStatus> {
        let numbers: HashSet<OrgNumber> = users
            .iter()
            .filter_map(|u| u.vendor_org_no.as_deref()?.parse().ok())
            .collect();
        self.read_units(account, numbers.iter().copied()).await;
        let mut registers = HashMap::new();
        for number in numbers {
            if let Ok(Some(unit)) = self.unit(account, number).await {
                let status = crate::approvals::register_status(&unit);
                registers.insert(number.to_string(), status);
            }
        }
        registers
    }

    /// When each organisation's list was last read.
    async fn read_since(&self, account: &Account) -> Result<HashMap<Uuid, Timestamp>, Failure> {
        let fetches = account.store.system_users().fetches().await;
        let fetches = fetches.map_err(|e| from_store(&e))?;
        Ok(fetches
            .into_iter()
            .filter_map(|fetch| Some((fetch.party_uuid, fetch.fetched_at?)))
            .collect())
    }

    /// Someone looks at an access, and what it truly holds was read: compares that as well. What was never truly known
    /// becomes what later looks compare with.
    pub(crate) async fn watch_held(
        &self,
        account: &Account,
        user: &StoredUser,
        packages: &[String],
        resources: &[String],
    ) -> Result<(), Failure> {
        let table = account.store.watched_accesses();
        let catalogue = self.packages(self.language()).await?;
        let found = table.get(user.party_uuid, user.id).await;
        let was = found.map_err(|e| from_store(&e))?;
        let row = match &was {
            Some(row) => row.clone(),
            None => self.first_seen(account, user, &catalogue).await?,
        };
        let held = Holdings {
            packages: packages.to_vec(),
            resources: resources.to_vec(),
        };
        let mut kept = Kept::of(&row);
        let mut findings = findings_of(&row);
        if kept.access.true_holdings {
            let shift = kept.access.shift(&held);
            let services = if shift.is_none() {
                None
            } else {
                self.services().await.ok()
            };
            let names = Names {
                catalogue: &catalogue,
                services: services.as_deref(),
                language: self.language(),
                now: self.now(),
            };
            let seen = Seen::of(&findings);
            findings.retain(|f| !matches!(f, Finding::ChangedElsewhere { .. }));
            findings.extend(of_shift(&shift, &names, &seen));
            findings.sort_by_key(rank);
        } else {
            let known = std::mem::take(&mut kept.access.packages);
            kept.access = Baseline::of(&held, |urn| inside(&catalogue, urn), true);
            // A package that was known already keeps what it opened then: its drift is not lost.
            for (urn, then) in known {
                kept.access
                    .packages
                    .entry(urn)
                    .and_modify(|now| *now = then);
            }
        }
        let next = Watched {
            baseline: kept.text()?,
            findings: findings_text(&findings)?,
            ..row.clone()
        };
        if was.as_ref() != Some(&next) {
            // What was decided or acknowledged meanwhile stands; the next look compares with that.
            let written = table.replace(&[Next { was, row: next }]).await;
            written.map_err(|e| from_store(&e))?;
            self.changed(&[Topic::Status]);
        }
        Ok(())
    }

    /// An access was withdrawn from here: nothing of it is left to watch.
    pub(crate) async fn watch_no_more(&self, account: &Account, party: Uuid, id: Uuid) {
        if let Err(error) = account.store.watched_accesses().remove(party, id).await {
            tracing::warn!(code = error.code(), "an access is still watched");
        }
        if let Err(error) = account.store.access_notes().remove(party, id).await {
            tracing::warn!(code = error.code(), "a note was not taken away");
        }
    }
}

/// A row after a comparison with what lists, catalogue and register say. What only a closer look tells stays.
fn compared(
    row: &Watched,
    user: &StoredUser,
    register: Option<RegisterStatus>,
    names: &Names<'_>,
) -> Result<Watched, Failure> {
    let kept = Kept::of(row);
    let before = findings_of(row);
    let seen = Seen::of(&before);
    let drift = kept.access.drift(|urn| inside(names.catalogue, urn));
    let mut findings = of_drift(&drift, row, names, &seen);
    let elsewhere = |f: &Finding| matches!(f, Finding::ChangedElsewhere { .. });
    findings.extend(before.iter().find(|f| elsewhere(f)).cloned());
    match register {
        Some(register) => findings.extend(of_vendor(register, kept.vendor.as_ref())),
        // The register was not read this time: what it said before stands.
        None => {
            let of_vendor = |f: &&Finding| matches!(f, Finding::VendorProblem { .. });
            findings.extend(before.iter().find(of_vendor).cloned());
        }
    }
    findings.sort_by_key(rank);
    Ok(Watched {
        title: user.title.clone(),
        vendor: user.vendor.clone().or_else(|| row.vendor.clone()),
        vendor_org_no: user.vendor_org_no.clone(),
        vanished_at: None,
        findings: findings_text(&findings)?,
        ..row.clone()
    })
}

/// What was found before.
pub(super) fn findings_of(row: &Watched) -> Vec<Finding> {
    serde_json::from_str(&row.findings).unwrap_or_default()
}

/// For a row.
pub(super) fn findings_text(findings: &[Finding]) -> Result<String, Failure> {
    serde_json::to_string(findings).map_err(|_| Failure::unexpected("findings"))
}
