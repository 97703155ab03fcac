//! A window of the matrix.

use std::collections::HashMap;

use fullmakt_domain::clients::{CellState as State, Counts, Matrix, Query};
use uuid::Uuid;

use super::names::Names;
use super::picture::{Marks, Picture};
use super::place::look;
use super::{WINDOW, count, id};
use crate::failures::from_store;
use crate::state::{Account, App};
use crate::surface::clients::{
    AgentColumn, AgentKind, Cell, CellCounts, CellState, ClientRow, FormCount, MatrixPage,
    MatrixQuery, TagCount,
};
use crate::surface::common::{Failure, SourceFailure};
use crate::time::wire;

impl App {
    /// A window of the matrix, from memory.
    pub(crate) async fn client_matrix_page(
        &self,
        input: MatrixQuery,
    ) -> Result<MatrixPage, Failure> {
        let account = self.account()?;
        let firm = id(&input.firm, "firm")?;
        let picture = self.picture(&account, firm).await?;
        let query = self.matrix_query(&account, &picture, &input).await?;
        let names = self.package_names(&account).await;
        let vendors = self.vendor_names(&account).await;
        let can = self.capabilities().await;
        let (fetched_at, failure) = self.firm_state(&account, firm).await?;
        let matrix = look(&picture.matrix);
        let view = matrix.view(&query, &picture.marks.cells);
        let tags = tags_by_client(&picture);
        let limit = input.limit.min(WINDOW) as usize;
        let rows: Vec<ClientRow> = view
            .rows
            .iter()
            .skip(input.offset as usize)
            .take(limit)
            .map(|&row| client_row(&matrix, row, &query, &picture.marks, &tags))
            .collect();
        let mut failures: Vec<SourceFailure> = failure.into_iter().collect();
        failures.extend(picture.agents.iter().filter_map(agent_failure));
        Ok(MatrixPage {
            total: count(view.rows.len()),
            all: count(matrix.clients().len()),
            columns: columns(&matrix, &picture, &query, &view.columns, &vendors),
            packages: names.all(matrix.packages().all().iter().cloned()),
            rows,
            counts: counts(&view.counts),
            tags: tag_counts(&picture),
            forms: form_counts(&matrix),
            change: can.change_clients,
            fetched_at,
            reading: self.0.clients.is_reading(firm),
            failures,
        })
    }

    /// When a firm was read, and why it was not last time.
    pub(super) async fn firm_state(
        &self,
        account: &Account,
        firm: Uuid,
    ) -> Result<(Option<String>, Option<SourceFailure>), Failure> {
        let firms = account.store.client_firms().all().await;
        let firms = firms.map_err(|e| from_store(&e))?;
        let Some(known) = firms.into_iter().find(|known| known.party_uuid == firm) else {
            return Ok((None, None));
        };
        let failure = Failure::of_kept(known.failure.as_deref());
        Ok((
            known.fetched_at.map(wire),
            failure.map(|failure| SourceFailure {
                party_uuid: Some(firm.to_string()),
                name: account.index().name(firm).map(str::to_owned),
                failure,
            }),
        ))
    }

    /// Names of vendors by number, as the list of system users knows them.
    pub(super) async fn vendor_names(&self, account: &Account) -> HashMap<String, String> {
        let users = account.store.system_users().list(None).await;
        let users = users.unwrap_or_default().into_iter();
        users
            .filter_map(|user| Some((user.vendor_org_no?, user.vendor?)))
            .collect()
    }
}

fn agent_failure(agent: &fullmakt_store::client_agents::AgentRow) -> Option<SourceFailure> {
    let failure = Failure::of_kept(agent.failure.as_deref())?;
    Some(SourceFailure {
        party_uuid: None,
        name: Some(agent.title.clone()),
        failure,
    })
}

/// Counts for the screens.
pub(super) fn counts(counts: &Counts) -> CellCounts {
    CellCounts {
        all: counts.all,
        has: counts.has,
        missing: counts.missing,
        can_add: counts.can_add,
        failed: counts.failed,
        pending: counts.pending,
        deleted: counts.deleted,
    }
}

/// Columns: those that are wanted, then the others.
pub(super) fn columns(
    matrix: &Matrix,
    picture: &Picture,
    query: &Query,
    counted: &[Counts],
    vendors: &HashMap<String, String>,
) -> Vec<AgentColumn> {
    let others: Vec<usize> = (0..matrix.agents().len())
        .filter(|agent| !query.agents.contains(agent))
        .collect();
    let rest = Query {
        agents: others.clone(),
        ..Query::default()
    };
    let other_counts = matrix.view(&rest, &picture.marks.cells).columns;
    let wanted = query.agents.iter().zip(counted);
    wanted
        .chain(others.iter().zip(&other_counts))
        .map(|(&agent, counted)| column(matrix, picture, agent, counted, vendors))
        .collect()
}

fn column(
    matrix: &Matrix,
    picture: &Picture,
    agent: usize,
    counted: &Counts,
    vendors: &HashMap<String, String>,
) -> AgentColumn {
    let entry = &matrix.agents()[agent];
    let kept = picture.agents.iter().find(|a| a.party_uuid == entry.id);
    let number = kept.and_then(|kept| kept.vendor_org_no.clone());
    let failure = kept.and_then(|kept| kept.failure.as_deref());
    AgentColumn {
        id: entry.id.to_string(),
        kind: match entry.kind {
            fullmakt_domain::clients::AgentKind::SystemUser => AgentKind::SystemUser,
            fullmakt_domain::clients::AgentKind::Person => AgentKind::Person,
        },
        initials: fullmakt_domain::text::initials(&entry.title),
        title: entry.title.clone(),
        vendor: number.map(|number| vendors.get(&number).cloned().unwrap_or(number)),
        packages: kept.map(|kept| kept.packages.clone()).unwrap_or_default(),
        added_at: kept.and_then(|kept| kept.added_at).map(wire),
        counts: counts(counted),
        fetched_at: entry.read_at.map(wire),
        failure: Failure::of_kept(failure),
    }
}

/// Tags of each client.
pub(super) fn tags_by_client(picture: &Picture) -> HashMap<Uuid, Vec<String>> {
    let mut tags: HashMap<Uuid, Vec<String>> = HashMap::new();
    for (tag, client) in &picture.tags {
        tags.entry(*client).or_default().push(tag.clone());
    }
    tags
}

fn tag_counts(picture: &Picture) -> Vec<TagCount> {
    let mut counts: Vec<TagCount> = Vec::new();
    for (tag, _) in &picture.tags {
        match counts.last_mut() {
            Some(last) if last.tag == *tag => last.clients += 1,
            _ => counts.push(TagCount {
                tag: tag.clone(),
                clients: 1,
            }),
        }
    }
    counts
}

fn form_counts(matrix: &Matrix) -> Vec<FormCount> {
    let mut forms: HashMap<&str, u32> = HashMap::new();
    for form in matrix.clients().iter().filter_map(|c| c.form.as_deref()) {
        *forms.entry(form).or_default() += 1;
    }
    let mut forms: Vec<FormCount> = forms
        .into_iter()
        .map(|(form, clients)| FormCount {
            form: form.to_owned(),
            clients,
        })
        .collect();
    forms.sort_by(|a, b| b.clients.cmp(&a.clients).then_with(|| a.form.cmp(&b.form)));
    forms
}

/// A row for the screens.
pub(super) fn client_row(
    matrix: &Matrix,
    row: usize,
    query: &Query,
    marks: &Marks,
    tags: &HashMap<Uuid, Vec<String>>,
) -> ClientRow {
    let client = &matrix.clients()[row];
    let cells: Vec<Cell> = query
        .agents
        .iter()
        .map(|&agent| cell(matrix, agent, row, query, marks))
        .collect();
    ClientRow {
        id: client.id.to_string(),
        name: client.name.clone(),
        org_no: client.org_no.clone(),
        form: client.form.clone(),
        is_deleted: client.is_deleted,
        tags: tags.get(&client.id).cloned().unwrap_or_default(),
        has: count(cells.iter().filter(|c| c.state == CellState::Has).count()),
        cells,
    }
}

fn cell(matrix: &Matrix, agent: usize, row: usize, query: &Query, marks: &Marks) -> Cell {
    let mark = marks.cells.get(&(agent, row)).copied();
    let found = matrix.cell(agent, row, matrix.need(agent, query), mark);
    let failure = marks.failures.get(&(agent, row));
    Cell {
        state: state(found.state),
        lacks: matrix.packages().codes(&found.lacks),
        can_add: matrix.packages().codes(&found.can_add),
        failure: failure.filter(|_| found.state == State::Failed).cloned(),
    }
}

fn state(state: State) -> CellState {
    match state {
        State::Has => CellState::Has,
        State::Partly => CellState::Partly,
        State::CanAdd => CellState::CanAdd,
        State::Missing => CellState::Missing,
        State::Pending => CellState::Pending,
        State::Failed => CellState::Failed,
        State::Unread => CellState::Unread,
    }
}

/// Names for codes that stand in several lists.
pub(super) fn named<'a>(
    names: &Names,
    lists: impl IntoIterator<Item = &'a Vec<String>>,
) -> Vec<crate::surface::clients::PackageName> {
    names.all(lists.into_iter().flatten().cloned())
}
