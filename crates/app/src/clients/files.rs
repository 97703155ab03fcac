//! The matrix, the report and a job as files.

use fullmakt_domain::clients::sheet::Column;

use super::place::look;
use super::sheet::heading;
use super::{count, id, words};
use crate::csv::Csv;
use crate::failures::from_store;
use crate::state::{Account, App};
use crate::surface::activity::Exported;
use crate::surface::clients::{BulkAct, CoverageQuery, ExportClients, MatrixQuery};
use crate::surface::common::Failure;
use crate::time::oslo_day;

impl App {
    /// Writes a file in the download folder.
    pub(crate) async fn export_clients_file(
        &self,
        input: ExportClients,
    ) -> Result<Exported, Failure> {
        let account = self.account()?;
        let (name, csv, rows) = match &input {
            ExportClients::Matrix { matrix } => {
                let (csv, rows) = self.matrix_file(&account, matrix).await?;
                ("klienter", csv, rows)
            }
            ExportClients::Coverage { coverage } => {
                let (csv, rows) = self.coverage_file(&account, coverage).await?;
                ("mangler", csv, rows)
            }
            ExportClients::Job { id: job } => {
                let (csv, rows) = self.job_file(&account, job).await?;
                ("jobb", csv, rows)
            }
        };
        let name = format!("{name}-{}", oslo_day(self.now()));
        let path = self.write_download(&name, "csv", csv.into_bytes()).await?;
        Ok(Exported {
            path: path.display().to_string(),
            rows: count(rows),
        })
    }

    /// One line per client, agent and package: for a system user those it needs, for a person those that the client gives
    /// or the person has.
    async fn matrix_file(
        &self,
        account: &Account,
        input: &MatrixQuery,
    ) -> Result<(Csv, usize), Failure> {
        let firm = id(&input.firm, "firm")?;
        let picture = self.picture(account, firm).await?;
        let query = self.matrix_query(account, &picture, input).await?;
        let language = self.language();
        let heads = Column::ALL.map(|column| heading(column, language));
        let mut csv = Csv::new(&heads);
        let mut rows = 0;
        let matrix = look(&picture.matrix);
        for row in matrix.view(&query, &picture.marks.cells).rows {
            let client = &matrix.clients()[row];
            let given = &matrix.given(row).all;
            for &agent in &query.agents {
                let entry = &matrix.agents()[agent];
                let Some(held) = matrix.held(agent, row) else {
                    continue;
                };
                let need = matrix.need(agent, &query).unwrap_or(&entry.need);
                let shown = need.of(given).or(&held.all);
                for code in matrix.packages().codes(&shown) {
                    let has = matrix.packages().find(&code);
                    let has = has.is_some_and(|place| held.all.contains(place));
                    csv.row(&[
                        client.org_no.clone().unwrap_or_default(),
                        client.name.clone(),
                        words::agent_kind(entry.kind, language).to_owned(),
                        entry.id.to_string(),
                        entry.title.clone(),
                        code,
                        words::yes_or_no(has, language).to_owned(),
                        String::new(),
                    ]);
                    rows += 1;
                }
            }
        }
        Ok((csv, rows))
    }

    async fn coverage_file(
        &self,
        account: &Account,
        input: &CoverageQuery,
    ) -> Result<(Csv, usize), Failure> {
        let coverage = self.coverage_of(account, input).await?;
        let names = self.package_names(account).await;
        let language = self.language();
        let mut csv = Csv::new(&words::coverage_heads(language));
        let mut rows = 0;
        for client in &coverage.lacking {
            let mut line = |package: &str, role: Option<&str>| {
                csv.row(&[
                    client.org_no.clone().unwrap_or_default(),
                    client.name.clone(),
                    coverage.agent_title.clone(),
                    names.of(package).name,
                    words::given_by(role, language),
                ]);
                rows += 1;
            };
            for package in &client.to_give {
                line(&package.code, None);
            }
            let needed = coverage.packages.iter().map(|needed| &needed.package);
            for package in needed {
                let role = package.only_by_role.as_deref();
                if role.is_some_and(|role| client.to_register.iter().any(|known| known == role)) {
                    line(&package.code, role);
                }
            }
        }
        Ok((csv, rows))
    }

    async fn job_file(&self, account: &Account, job: &str) -> Result<(Csv, usize), Failure> {
        let job = id(job, "id")?;
        let jobs = account.store.client_jobs();
        let rows = jobs.rows(job, &[], 0, u32::MAX).await;
        let (_, rows) = rows.map_err(|e| from_store(&e))?;
        let language = self.language();
        let mut csv = Csv::new(&words::job_heads(language));
        let total = rows.len();
        for row in rows.into_iter().map(super::jobs::row_view) {
            let code = row.failure.as_ref().and_then(|f| f.upstream_code.clone());
            csv.row(&[
                row.org_no.unwrap_or_default(),
                row.name,
                row.agent_title,
                words::act(row.act == BulkAct::Add, language).to_owned(),
                row.packages.join(", "),
                words::outcome(row.state, language).to_owned(),
                code.unwrap_or_default(),
            ]);
        }
        Ok((csv, total))
    }
}
