//! From a wish for many clients to a plan: what would be sent, and what cannot be.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use fullmakt_domain::clients::sheet::{BadRow, read};
use fullmakt_domain::clients::{
    Act, AgentKind, Block, Matrix, Outcome, PlanRow as Planned, Wish, plan,
};
use fullmakt_sync::jobs::AT_ONCE;
use sha2::{Digest, Sha256};

use super::matrix::named;
use super::names::Names;
use super::numbers::LONGEST_TEXT;
use super::picture::{Picture, place, places};
use super::place::look;
use super::sheet::bad_line;
use super::{count, id, window};
use crate::state::{Account, App};
use crate::surface::clients::{
    BlockReason, BulkAct, BulkChange, BulkPlan, BulkSource, PlanAgent, PlanBlock, PlanBulk,
    PlanOutcome, PlanRow,
};
use crate::surface::common::{ErrorCode, Failure};
use crate::time::wire;

/// Bad lines that are listed.
const LISTED: usize = 200;
/// Names beside a reason.
const NAMED: usize = 50;
/// Cells in one plan at most: their calls take most of a day.
const MOST_CELLS: usize = 200_000;
/// Milliseconds that one call takes, about, for the estimate.
const CALL_MS: u64 = 1_500;

/// A plan as it was computed.
pub(super) struct Computed {
    /// What it was computed on.
    pub picture: Picture,
    /// Cells.
    pub rows: Vec<Planned>,
    /// Lines of a file that cannot be used.
    pub bad: Vec<BadRow>,
    /// Names the plan.
    pub fingerprint: String,
}

impl App {
    /// What a change would do.
    pub(crate) async fn bulk_plan(&self, input: PlanBulk) -> Result<BulkPlan, Failure> {
        let account = self.account()?;
        let names = self.package_names(&account).await;
        let computed = self.compute(&account, &input.change, &names).await?;
        // Packages, and single services where any client gives one.
        let reads = 1 + u32::from(self.any_services(&account).await?);
        let matrix = look(&computed.picture.matrix);
        let language = self.language();
        let mut counts: HashMap<PlanOutcome, u32> = HashMap::new();
        for row in &computed.rows {
            *counts.entry(outcome_of(row)).or_default() += 1;
        }
        let of = |outcome: PlanOutcome| counts.get(&outcome).copied().unwrap_or_default();
        let (adds, removes) = (of(PlanOutcome::Add), of(PlanOutcome::Remove));
        let changed = computed.rows.iter().filter(|row| is_change(row));
        let clients: BTreeSet<usize> = changed.clone().map(|row| row.client).collect();
        let agents = plan_agents(&matrix, &computed.rows, &names);
        let fetched_at = changed
            .clone()
            .filter_map(|row| matrix.agents()[row.agent].read_at)
            .min();
        let packages: HashSet<_> = computed.rows.iter().map(|row| &row.packages).collect();
        let packages: Vec<Vec<String>> = packages
            .into_iter()
            .map(|set| matrix.packages().codes(set))
            .collect();
        let wanted = computed.rows.iter().filter(|row| {
            let wanted = input.outcome;
            wanted.is_none_or(|outcome| outcome_of(row) == outcome)
        });
        let change_calls = adds + removes;
        let check_calls = count(agents.len()) * reads;
        Ok(BulkPlan {
            fingerprint: computed.fingerprint.clone(),
            adds,
            removes,
            already: of(PlanOutcome::Already),
            blocked: of(PlanOutcome::Blocked),
            under_way: of(PlanOutcome::UnderWay),
            clients: count(clients.len()),
            check_calls,
            seconds: seconds(change_calls, count(agents.len()), check_calls),
            agents,
            change_calls,
            blocks: blocks(&matrix, &computed.rows),
            bad_line_count: count(computed.bad.len()),
            bad_lines: computed
                .bad
                .iter()
                .take(LISTED)
                .map(|bad| bad_line(bad.clone(), language))
                .collect(),
            total: count(wanted.clone().count()),
            packages: named(&names, &packages),
            rows: window(wanted, input.offset, input.limit)
                .map(|row| plan_row(&matrix, row))
                .collect(),
            fetched_at: fetched_at.map(wire),
        })
    }

    /// Computes the plan of a change.
    pub(super) async fn compute(
        &self,
        account: &Account,
        change: &BulkChange,
        names: &Names,
    ) -> Result<Computed, Failure> {
        let firm = id(&change.firm, "firm")?;
        let picture = self.picture(account, firm).await?;
        let (wishes, bad) = match &change.source {
            BulkSource::Cells {
                clients,
                agents,
                act,
                packages,
            } => {
                let rows = self.selected(account, &picture, clients).await?;
                let matrix = look(&picture.matrix);
                let agents = places(&matrix, agents)?;
                no_more_than_fit(rows.len().saturating_mul(agents.len()))?;
                let packages = (!packages.is_empty())
                    .then(|| matrix.package_set(packages.iter().map(String::as_str)));
                let act = match act {
                    BulkAct::Add => Act::Add,
                    BulkAct::Remove => Act::Remove,
                };
                let cells = agents
                    .iter()
                    .flat_map(|&agent| rows.iter().map(move |&client| (agent, client)));
                let wishes = cells.map(|(agent, client)| Wish {
                    client,
                    agent,
                    act,
                    packages: packages.clone(),
                });
                (wishes.collect(), Vec::new())
            }
            BulkSource::AsAgent { from, to } => {
                let matrix = look(&picture.matrix);
                let (from, to) = (place(&matrix, from)?, place(&matrix, to)?);
                (as_agent(&matrix, from, to), Vec::new())
            }
            BulkSource::Csv { text } => {
                if text.len() > LONGEST_TEXT {
                    return Err(Failure::new(ErrorCode::InvalidInput).with("field", "text"));
                }
                let matrix = look(&picture.matrix);
                let sheet = read(text, &matrix, |code| names.word(&matrix, code));
                no_more_than_fit(sheet.wishes.len())?;
                (sheet.wishes, sheet.bad)
            }
            BulkSource::Template {
                id: template,
                beyond,
            } => {
                let wishes = self
                    .template_wishes(account, &picture, template, *beyond)
                    .await?;
                (wishes, Vec::new())
            }
        };
        let rows = {
            let matrix = look(&picture.matrix);
            plan(
                &matrix,
                &wishes,
                &picture.marks.cells,
                &names.stuck(&matrix),
            )
        };
        let fingerprint = fingerprint(&look(&picture.matrix), &rows);
        Ok(Computed {
            picture,
            rows,
            bad,
            fingerprint,
        })
    }
}

/// The clients of one agent, for another.
fn as_agent(matrix: &Matrix, from: usize, to: usize) -> Vec<Wish> {
    let clients = 0..matrix.clients().len();
    clients
        .filter(|&client| {
            matrix
                .held(from, client)
                .is_some_and(|held| !held.all.is_empty())
        })
        .map(|client| Wish {
            client,
            agent: to,
            act: Act::Add,
            packages: None,
        })
        .collect()
}

/// So many cells can be planned at one time.
pub(super) fn no_more_than_fit(cells: usize) -> Result<(), Failure> {
    if cells <= MOST_CELLS {
        return Ok(());
    }
    Err(Failure::new(ErrorCode::PlanTooLarge)
        .with("asked", cells.to_string())
        .with("most", MOST_CELLS.to_string()))
}

/// Whether a row is sent.
pub(super) fn is_change(row: &Planned) -> bool {
    matches!(row.outcome, Outcome::Change(_))
}

/// Names what would be sent, to the last package.
fn fingerprint(matrix: &Matrix, rows: &[Planned]) -> String {
    let mut digest = Sha256::new();
    for row in rows {
        let Outcome::Change(values) = &row.outcome else {
            continue;
        };
        digest.update(matrix.clients()[row.client].id.as_bytes());
        digest.update(matrix.agents()[row.agent].id.as_bytes());
        digest.update([u8::from(row.act == Act::Add)]);
        for value in values {
            digest.update(value.role.as_bytes());
            digest.update([0]);
            for package in &value.packages {
                digest.update(package.as_bytes());
                digest.update([0]);
            }
        }
        digest.update([1]);
    }
    hex::encode(&digest.finalize()[..16])
}

/// About how long: each agent's first call and the checks alone, the others five at a time.
fn seconds(changes: u32, agents: u32, checks: u32) -> u32 {
    let alone = u64::from(agents.min(changes)) + u64::from(checks);
    let together = u64::from(changes.saturating_sub(agents)).div_ceil(AT_ONCE as u64);
    let seconds = (alone + together) * CALL_MS / 1000;
    u32::try_from(seconds)
        .unwrap_or(u32::MAX)
        .max(u32::from(changes > 0))
}

fn outcome_of(row: &Planned) -> PlanOutcome {
    match (&row.outcome, row.act) {
        (Outcome::Change(_), Act::Add) => PlanOutcome::Add,
        (Outcome::Change(_), Act::Remove) => PlanOutcome::Remove,
        (Outcome::Already, _) => PlanOutcome::Already,
        (Outcome::UnderWay, _) => PlanOutcome::UnderWay,
        (Outcome::Blocked(_), _) => PlanOutcome::Blocked,
    }
}

fn plan_row(matrix: &Matrix, row: &Planned) -> PlanRow {
    let client = &matrix.clients()[row.client];
    let block = match row.outcome {
        Outcome::Blocked(block) => Some(reason(block)),
        _ => None,
    };
    PlanRow {
        client: client.id.to_string(),
        name: client.name.clone(),
        org_no: client.org_no.clone(),
        agent: matrix.agents()[row.agent].id.to_string(),
        outcome: outcome_of(row),
        packages: matrix.packages().codes(&row.packages),
        block,
    }
}

fn reason(block: Block) -> BlockReason {
    match block {
        Block::MissingPackage => BlockReason::MissingPackage,
        Block::NotDelegable => BlockReason::NotDelegable,
        Block::ClientDeleted => BlockReason::ClientDeleted,
        Block::Unread => BlockReason::Unread,
        Block::AgentWithoutPackages => BlockReason::AgentWithoutPackages,
    }
}

fn plan_agents(matrix: &Matrix, rows: &[Planned], names: &Names) -> Vec<PlanAgent> {
    let mut agents: BTreeMap<usize, (u32, u32, BTreeSet<String>)> = BTreeMap::new();
    for row in rows.iter().filter(|row| is_change(row)) {
        let (adds, removes, packages) = agents.entry(row.agent).or_default();
        match row.act {
            Act::Add => *adds += 1,
            Act::Remove => *removes += 1,
        }
        packages.extend(matrix.packages().codes(&row.packages));
    }
    let agents = agents.into_iter();
    agents
        .map(|(agent, (adds, removes, packages))| {
            let entry = &matrix.agents()[agent];
            let codes: Vec<String> = match (&entry.need, entry.kind) {
                (fullmakt_domain::clients::Need::These(set), AgentKind::SystemUser) => {
                    matrix.packages().codes(set)
                }
                _ => packages.into_iter().collect(),
            };
            PlanAgent {
                id: entry.id.to_string(),
                title: entry.title.clone(),
                adds,
                removes,
                services: count(names.services(&codes)),
            }
        })
        .collect()
}

/// Reasons with whom they stop, most clients first.
fn blocks(matrix: &Matrix, rows: &[Planned]) -> Vec<PlanBlock> {
    let mut stopped: HashMap<(Block, Option<String>), BTreeSet<usize>> = HashMap::new();
    for row in rows {
        let Outcome::Blocked(block) = row.outcome else {
            continue;
        };
        let packages = match block {
            Block::MissingPackage | Block::NotDelegable => matrix.packages().codes(&row.packages),
            _ => Vec::new(),
        };
        if packages.is_empty() {
            stopped.entry((block, None)).or_default().insert(row.client);
        }
        for package in packages {
            let key = (block, Some(package));
            stopped.entry(key).or_default().insert(row.client);
        }
    }
    let mut blocks: Vec<PlanBlock> = stopped
        .into_iter()
        .map(|((block, package), clients)| PlanBlock {
            reason: reason(block),
            package,
            clients: count(clients.len()),
            names: clients
                .into_iter()
                .take(NAMED)
                .map(|client| matrix.clients()[client].name.clone())
                .collect(),
        })
        .collect();
    blocks.sort_by(|a, b| {
        let key = |block: &PlanBlock| (std::cmp::Reverse(block.clients), block.reason);
        key(a).cmp(&key(b)).then_with(|| a.package.cmp(&b.package))
    });
    blocks
}

#[cfg(test)]
mod tests {
    use super::{MOST_CELLS, no_more_than_fit, seconds};
    use crate::surface::common::ErrorCode;

    #[test]
    fn a_plan_has_room_for_so_many_cells() {
        assert_eq!(no_more_than_fit(MOST_CELLS), Ok(()));
        let failure = no_more_than_fit(MOST_CELLS + 1).unwrap_err();
        assert_eq!(failure.code, ErrorCode::PlanTooLarge);
        assert_eq!(failure.context["asked"], "200001");
        assert_eq!(failure.context["most"], "200000");
    }

    #[test]
    fn the_estimate_counts_calls_five_at_a_time() {
        assert_eq!(seconds(0, 0, 0), 0);
        assert_eq!(seconds(11, 1, 1), 6, "one alone, ten by five, one check");
        assert_eq!(seconds(1000, 1, 1), 303);
    }
}
