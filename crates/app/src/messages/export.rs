//! Messages and deadlines as files in the person's download folder.

use std::collections::HashSet;

use fullmakt_store::dialogs::{DialogQuery, DialogRow};
use uuid::Uuid;

use super::columns::{self, COLUMNS};
use super::row::{filed, status};
use super::{WINDOW, count, deadlines, keys, query};
use crate::csv::Csv;
use crate::failures::from_store;
use crate::organisations::index::ActorIndex;
use crate::state::{Account, App};
use crate::surface::activity::Exported;
use crate::surface::common::Failure;
use crate::surface::messages::{DeadlineFilter, ExportDeadlines, ExportMessages, Selection};
use crate::surface::session::Language;
use crate::time::{days, oslo_day, oslo_day_and_clock};

impl App {
    /// Writes messages to a file.
    pub(crate) async fn write_messages(&self, input: ExportMessages) -> Result<Exported, Failure> {
        let account = self.account()?;
        let rows = match &input.selection {
            Selection::Ids { ids } => these(&account, &keys(ids, "ids")?).await?,
            Selection::Matching { list, except } => {
                let (list, _) = self.list_as_of(list, &days(self.now()))?;
                let except = keys(except, "ids")?.into_iter().collect();
                every(&account, &list, except).await?
            }
        };
        self.write_rows(&account, "meldinger", &rows).await
    }

    /// Writes deadlines to a file, nearest first.
    pub(crate) async fn write_deadlines(
        &self,
        input: ExportDeadlines,
    ) -> Result<Exported, Failure> {
        let account = self.account()?;
        let list = deadlines::query(query::scope(&input.scope)?, DeadlineFilter::All);
        let rows = every(&account, &list, HashSet::new()).await?;
        self.write_rows(&account, "frister", &rows).await
    }

    async fn write_rows(
        &self,
        account: &Account,
        name: &str,
        rows: &[DialogRow],
    ) -> Result<Exported, Failure> {
        let bytes = csv(rows, &account.index(), self.language());
        let name = format!("{name}-{}", oslo_day(self.now()));
        let path = self.write_download(&name, "csv", bytes).await?;
        Ok(Exported {
            path: path.display().to_string(),
            rows: count(rows.len()),
        })
    }
}

/// Rows with these keys; those that are gone are left out.
async fn these(account: &Account, ids: &[Uuid]) -> Result<Vec<DialogRow>, Failure> {
    let dialogs = account.store.dialogs();
    let mut rows = Vec::with_capacity(ids.len());
    for &id in ids {
        let found = dialogs.get(id).await.map_err(|e| from_store(&e))?;
        rows.extend(found.map(|dialog| dialog.row));
    }
    Ok(rows)
}

/// Every row of a list but for some, window by window.
async fn every(
    account: &Account,
    list: &DialogQuery,
    mut except: HashSet<Uuid>,
) -> Result<Vec<DialogRow>, Failure> {
    let dialogs = account.store.dialogs();
    let (mut rows, mut offset) = (Vec::new(), 0);
    loop {
        let page = dialogs.page(list, offset, WINDOW).await;
        let page = page.map_err(|e| from_store(&e))?;
        let is_last = page.rows.len() < WINDOW as usize;
        // Rows that come in meanwhile push others into the next window: no row is written twice.
        rows.extend(page.rows.into_iter().filter(|row| except.insert(row.id)));
        if is_last {
            return Ok(rows);
        }
        offset += WINDOW;
    }
}

fn csv(rows: &[DialogRow], index: &ActorIndex, language: Language) -> Vec<u8> {
    let mut csv = Csv::new(&columns::heads(language));
    for row in rows {
        csv.row(&cells(row, index, language));
    }
    csv.into_bytes()
}

/// A row as files show it.
fn cells(row: &DialogRow, index: &ActorIndex, language: Language) -> [String; COLUMNS] {
    let party = &row.party;
    let recipient = party
        .name
        .as_deref()
        .or_else(|| index.name(party.party_uuid));
    let state = status(row.status);
    [
        row.title.clone(),
        row.sender.clone(),
        row.owner.clone().unwrap_or_else(|| row.org.clone()),
        row.service_name
            .clone()
            .unwrap_or_else(|| row.service.clone()),
        recipient.unwrap_or_default().to_owned(),
        party.org_no.clone().unwrap_or_default(),
        columns::status(state, language).to_owned(),
        row.extended_status.clone().unwrap_or_default(),
        row.due_at.map(oslo_day_and_clock).unwrap_or_default(),
        oslo_day_and_clock(row.content_updated_at),
        columns::yes_or_no(!row.is_unread, language).to_owned(),
        columns::folder(filed(row.labels), state, language).to_owned(),
        row.attachments.to_string(),
        row.id.to_string(),
    ]
}

#[cfg(test)]
mod tests {
    use fullmakt_store::actors::ActorKind;
    use fullmakt_store::dialog_search::Hits;
    use fullmakt_store::dialogs::{DialogParty, DialogRow, DialogStatus, Labels};
    use jiff::Timestamp;
    use uuid::Uuid;

    use super::{csv, keys};
    use crate::organisations::index::ActorIndex;
    use crate::surface::session::Language;

    fn row() -> DialogRow {
        let at: Timestamp = "2026-11-12T13:32:00Z".parse().expect("an instant");
        DialogRow {
            id: Uuid::from_u128(1),
            party: DialogParty {
                party_uuid: Uuid::from_u128(2),
                name: Some("Fjord Snekkeri AS".into()),
                org_no: Some("313572773".into()),
                kind: Some(ActorKind::Organisation),
            },
            org: "skd".into(),
            owner: Some("Skatteetaten".into()),
            service: "mva".into(),
            service_name: None,
            sender: "Skatteetaten".into(),
            title: "=cmd|' /C calc'!A0".into(),
            title_language: None,
            summary: None,
            extended_status: Some("Purret; igjen".into()),
            status: DialogStatus::RequiresAttention,
            labels: Labels::ARCHIVE,
            is_unread: true,
            is_change_waiting: false,
            refusal: None,
            created_at: at,
            updated_at: at,
            content_updated_at: at,
            due_at: Some("2026-11-26T22:59:00Z".parse().expect("an instant")),
            attachments: 2,
            from_service_owner: 1,
            from_party: 0,
            progress: None,
            is_api_only: false,
            seen_since_content_update: None,
            latest_activity: None,
            opened_at: None,
            stale_since: None,
            fetched_at: at,
            hits: Hits::default(),
        }
    }

    #[test]
    fn a_row_is_written_with_norwegian_times_and_no_formula() {
        let text = csv(&[row()], &ActorIndex::default(), Language::Nb);
        let text = String::from_utf8(text).expect("text");
        let lines: Vec<&str> = text.split("\r\n").collect();
        assert!(lines[0].starts_with("\u{feff}Tittel;Avsender;"));
        assert_eq!(
            lines[1],
            "\"'=cmd|' /C calc'!A0\";Skatteetaten;Skatteetaten;mva;Fjord Snekkeri AS;313572773;Krever handling;\
             \"Purret; igjen\";2026-11-26 23:59:00;2026-11-12 14:32:00;Nei;Arkiv;2;\
             00000000-0000-0000-0000-000000000001"
        );
    }

    #[test]
    fn one_bad_key_is_a_bad_selection() {
        assert!(keys(&["x".into()], "ids").is_err());
        assert!(keys(&[], "ids").is_ok_and(|keys| keys.is_empty()));
    }
}
