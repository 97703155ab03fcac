//! Which clients lack what for an agent: facts for the report and for a text to the client.

use std::collections::BTreeSet;

use fullmakt_domain::clients::{AgentKind, Coverage as Found, Matrix, coverage};

use super::id;
use super::names::Names;
use super::picture::{person_need, place};
use super::place::look;
use crate::state::{Account, App};
use crate::surface::clients::{ClientLack, Coverage, CoverageQuery, PackageCoverage, PackageName};
use crate::surface::common::Failure;

impl App {
    /// The report.
    pub(crate) async fn client_coverage_view(
        &self,
        input: CoverageQuery,
    ) -> Result<Coverage, Failure> {
        let account = self.account()?;
        self.coverage_of(&account, &input).await
    }

    pub(super) async fn coverage_of(
        &self,
        account: &Account,
        input: &CoverageQuery,
    ) -> Result<Coverage, Failure> {
        let firm = id(&input.firm, "firm")?;
        let picture = self.picture(account, firm).await?;
        let rows = match &input.clients {
            Some(selection) => Some(self.selected(account, &picture, selection).await?),
            None => None,
        };
        let names = self.package_names(account).await;
        let (fetched_at, _) = self.firm_state(account, firm).await?;
        let index = account.index();
        let matrix = look(&picture.matrix);
        let agent = place(&matrix, &input.agent)?;
        let entry = &matrix.agents()[agent];
        let person = entry.kind == AgentKind::Person;
        let need = person_need(&matrix, &input.person_packages).filter(|_| person);
        let rows = rows.unwrap_or_else(|| (0..matrix.clients().len()).collect());
        let found = coverage(&matrix, agent, need.as_ref(), rows);
        let packages = package_coverage(&matrix, &found, &names);
        Ok(Coverage {
            firm_name: index.name(firm).unwrap_or_default().to_owned(),
            firm_org_no: index.org_no(firm).map(str::to_owned),
            agent_title: entry.title.clone(),
            clients: found.clients,
            all: found.all,
            some: found.some,
            none: found.none,
            packages,
            lacking: lacking(&matrix, &found, &names),
            fetched_at,
        })
    }
}

fn package_coverage(matrix: &Matrix, found: &Found, names: &Names) -> Vec<PackageCoverage> {
    let all = matrix.packages().all();
    let packages = found.packages.iter();
    packages
        .filter_map(|(place, given)| {
            Some(PackageCoverage {
                package: names.of(all.get(*place)?),
                given: *given,
                missing: found.clients - given,
            })
        })
        .collect()
}

fn lacking(matrix: &Matrix, found: &Found, names: &Names) -> Vec<ClientLack> {
    let lacks = found.lacking.iter();
    lacks
        .map(|lack| {
            let client = &matrix.clients()[lack.client];
            let packages = names.all(matrix.packages().codes(&lack.packages));
            let to_register: BTreeSet<String> = packages
                .iter()
                .filter_map(|package| package.only_by_role.clone())
                .collect();
            let to_give: Vec<PackageName> = packages
                .into_iter()
                .filter(|package| package.only_by_role.is_none())
                .collect();
            ClientLack {
                id: client.id.to_string(),
                name: client.name.clone(),
                org_no: client.org_no.clone(),
                is_deleted: client.is_deleted,
                to_give,
                to_register: to_register.into_iter().collect(),
            }
        })
        .collect()
}
