//! Read once, shown from memory.

use std::time::Duration;

use fullmakt_app::surface::clients::*;
use fullmakt_app::surface::common::{ErrorCode, Nothing, Way};
use fullmakt_app::surface::messages::SaveGroup;
use fullmakt_app::surface::table::Commands;

use fullmakt_sandbox::Seed;
use fullmakt_tests::{Harness, Options};

use super::stage::{FIRM, Firm};

const V2: &str = "/accessmanagement/api/v2/enduser/clientdelegations";

/// Three calls and one for each agent, then nothing: windows, filters and searches cost no call.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_firm_is_read_once_and_shown_from_memory() {
    let firm = Firm::unread(300).await;
    let empty = firm.matrix(firm.query(50)).await;
    assert_eq!((empty.all, empty.fetched_at), (0, None));
    firm.stage.control.reset_counters().await;
    let refresh = FirmRef {
        firm: firm.uuid.clone(),
    };
    let read = firm.stage.app.refresh_clients(refresh).await;
    read.expect("the clients are read");
    let control = &firm.stage.control;
    let agents = firm.matrix(firm.query(0)).await.columns.len() as u64;
    assert_eq!(agents, 14, "twelve system users and two people");
    let calls = control.count("GET", V2).await;
    assert_eq!(
        calls,
        2 + 2 * agents,
        "clients, agents, and each agent's packages and single services"
    );
    let systems = "/authentication/api/v1/enduser/systemuser/agents";
    assert_eq!(control.count("GET", systems).await, 1);

    control.reset_counters().await;
    let page = firm.matrix(firm.query(50)).await;
    assert_eq!(page.change.way, Way::Api);
    assert!(page.fetched_at.is_some() && page.failures.is_empty());
    // Sub-units bring no package, and are hidden.
    assert!(page.all > 250 && page.all < 300, "{}", page.all);
    assert!(page.forms.iter().all(|form| form.form != "BEDR"));
    assert!(page.counts.deleted > 0);
    assert_eq!(page.rows.len(), 50);
    let names: Vec<&str> = page.rows.iter().map(|row| row.name.as_str()).collect();
    assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
    assert!(page.packages.iter().any(|p| p.name != p.code), "by name");

    let mut query = firm.query(500);
    query.filter.state = Some(CellFilter::Missing);
    let missing = firm.matrix(query.clone()).await;
    assert_eq!(missing.total, missing.counts.missing);
    query.filter.state = None;
    let number = page.rows[7].org_no.clone().expect("a number");
    query.filter.text = number.clone();
    let found = firm.matrix(query.clone()).await;
    assert_eq!(found.total, 1);
    assert_eq!(found.rows[0].org_no.as_deref(), Some(number.as_str()));
    let letter: String = page.rows[0].name.chars().take(1).collect();
    query.filter.text = letter;
    assert!(firm.matrix(query).await.total > 0);
    assert_eq!(control.count("GET", V2).await, 0);
}

/// Cells say what the sandbox holds.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cells_say_what_is_held() {
    let firm = Firm::read(120).await;
    let truth = firm.truth().await;
    let page = firm.matrix(firm.query(500)).await;
    let mut has = 0;
    for row in &page.rows {
        for (cell, column) in row.cells.iter().zip(&page.columns) {
            let held = truth.get(&(column.id.clone(), row.id.clone()));
            let mut packages: Vec<&String> = held
                .into_iter()
                .flatten()
                .flat_map(|(_, packages)| packages)
                .collect();
            packages.sort();
            if column.kind == AgentKind::SystemUser {
                let all = column.packages.iter().all(|p| packages.contains(&p));
                assert_eq!(
                    cell.state == CellState::Has,
                    all,
                    "{} {}",
                    row.name,
                    column.title
                );
                has += u32::from(all);
                let lacks = !cell.lacks.is_empty();
                let missing = matches!(cell.state, CellState::Missing | CellState::Partly);
                assert!(!lacks || missing, "{cell:?}");
            }
        }
    }
    assert!(has > 100, "{has}");
}

/// Shown offline and after a restart, with its age; groups and tags are the user's own.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_is_there_offline_with_groups_and_tags() {
    let mut firm = Firm::read(120).await;
    let before = firm.matrix(firm.query(10)).await;
    let members: Vec<String> = before.rows[..3].iter().map(|row| row.id.clone()).collect();
    let group = SaveGroup {
        id: None,
        name: "Mva-klienter".into(),
        members: Some(members.clone()),
    };
    let groups = firm.stage.app.save_group(group).await.expect("a group");
    let tag = TagClients {
        firm: firm.uuid.clone(),
        clients: ClientSelection::Ids {
            ids: members[1..].to_vec(),
        },
        tag: "haster".into(),
        on: true,
    };
    firm.stage.app.tag_clients(tag).await.expect("tagged");
    let everything = serde_json::json!([{ "path": "/", "cut": "before" }]);
    firm.stage.control.faults(everything).await;
    firm.stage.restart().await;
    let mut query = firm.query(10);
    let after = firm.matrix(query.clone()).await;
    assert_eq!(after.fetched_at, before.fetched_at);
    assert_eq!(after.rows.len(), 10);
    query.filter.group = Some(groups.groups[0].id.clone());
    assert_eq!(firm.matrix(query.clone()).await.total, 3);
    query.filter.tag = Some("haster".into());
    let both = firm.matrix(query).await;
    assert_eq!(both.total, 2);
    assert_eq!(both.rows[0].tags, ["haster"]);
    assert_eq!(both.tags[0].clients, 2);
    let one = ClientRef {
        firm: firm.uuid.clone(),
        client: members[1].clone(),
    };
    let one = firm.stage.app.client(one).await.expect("a client");
    assert_eq!(one.row.cells.len(), one.columns.len());
    assert_eq!(one.groups.len(), 1);
    assert!(!one.gives.is_empty());
}

/// What an agent needs and clients have not given: facts for the report, and where each package comes from.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_report_says_who_lacks_what() {
    let firm = Firm::read(120).await;
    let agent = firm.agent("Kystlinje A-melding").await;
    let query = CoverageQuery {
        firm: firm.uuid.clone(),
        agent: agent.id,
        person_packages: Vec::new(),
        clients: None,
    };
    let report = firm
        .stage
        .app
        .client_coverage(query)
        .await
        .expect("a report");
    assert_eq!(report.firm_org_no.as_deref(), Some(FIRM));
    assert_eq!(report.all + report.some + report.none, report.clients);
    assert_eq!(report.lacking.len() as u32, report.some + report.none);
    let wages = report
        .packages
        .iter()
        .find(|needed| needed.package.code == "regnskapsforer-lonn")
        .expect("it needs that one");
    assert_eq!(
        wages.package.only_by_role.as_deref(),
        Some("regnskapsforer")
    );
    assert_eq!(wages.given + wages.missing, report.clients);
    let audited = report
        .lacking
        .iter()
        .find(|client| !client.to_register.is_empty() && !client.to_give.is_empty());
    let audited = audited.expect("one that lacks both");
    assert_eq!(audited.to_register, ["regnskapsforer"]);
    assert_eq!(audited.to_give[0].code, "a-ordning");
}

/// Who prepares the screen hears of the firms that are known, and no call is made for it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_known_of_firms_is_told_without_a_call() {
    let options = Options {
        seed: Some(Seed::accountant(12).expect("a size that there is")),
        ..Options::default()
    };
    let stage = Harness::signed_in("kari", options).await;
    for _ in 0..2 {
        let known = stage.app.known_client_firms(Nothing {}).await;
        let known = known.expect("an answer");
        assert_eq!((known.firms.len(), known.fetched_at), (0, None));
        // Long enough for a call on this machine.
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    let firm = Firm::of(stage).await;
    let known = firm.stage.app.known_client_firms(Nothing {}).await;
    let known = known.expect("an answer").firms;
    assert!(known.iter().any(|known| known.party_uuid == firm.uuid));
}

/// The firm that was chosen is chosen again the next time.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_firm_that_was_chosen_is_remembered() {
    let mut firm = Firm::unread(12).await;
    let firms = firm.stage.app.client_firms(Nothing {}).await;
    assert_eq!(firms.expect("firms").chosen, None);
    let chosen = FirmRef {
        firm: firm.uuid.clone(),
    };
    let kept = firm.stage.app.choose_firm(chosen).await;
    kept.expect("it is remembered");
    firm.stage.restart().await;
    let firms = firm.stage.app.client_firms(Nothing {}).await;
    assert_eq!(firms.expect("firms").chosen, Some(firm.uuid.clone()));
    let nonsense = FirmRef {
        firm: "311451456".to_owned(),
    };
    let failure = firm.stage.app.choose_firm(nonsense).await;
    assert_eq!(failure.expect_err("no key").code, ErrorCode::InvalidInput);
}
