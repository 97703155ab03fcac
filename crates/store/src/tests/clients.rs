//! Clients, agents, cells, tags, templates, and the matrix that is made of them.

use fullmakt_domain::clients::{Access, AgentClient, AgentKind};
use uuid::Uuid;

use super::support::{id, noon, store};
use crate::Store;
use crate::client_agents::AgentRow;
use crate::client_templates::ClientTemplate;
use crate::clients::ClientRow;

fn firm() -> Uuid {
    id(900)
}

fn access(role: &str, packages: &[&str]) -> Access {
    Access {
        role: role.into(),
        packages: packages.iter().map(|p| (*p).to_owned()).collect(),
    }
}

fn client(n: u32, name: &str, packages: &[&str]) -> ClientRow {
    ClientRow {
        party_uuid: id(n),
        name: name.into(),
        org_no: Some(format!("31075763{n}")),
        form: Some("AS".into()),
        is_deleted: n == 3,
        access: vec![access("regnskapsforer", packages)],
    }
}

fn agent(n: u32, kind: AgentKind, title: &str) -> AgentRow {
    AgentRow {
        party_uuid: id(n),
        kind,
        title: title.into(),
        vendor_org_no: None,
        packages: vec!["lonn".into()],
        added_at: Some(noon(1)),
        fetched_at: None,
        failure: None,
    }
}

fn holds(client: u32, packages: &[&str]) -> AgentClient {
    AgentClient {
        client: id(client),
        access: vec![access("regnskapsforer", packages)],
    }
}

async fn filled(store: &Store) {
    store.client_firms().replace(&[firm()]).await.expect("kept");
    let rows = [
        client(1, "Østlig Bygg AS", &["lonn", "mva"]),
        client(2, "Aasen Rør AS", &["lonn"]),
        client(3, "Bakke AS", &["lonn", "mva"]),
    ];
    let codes = [(id(70), "lonn".to_owned())];
    let clients = store.clients();
    clients
        .replace(firm(), &rows, &codes, noon(2))
        .await
        .expect("kept");
    let agents = [
        agent(11, AgentKind::SystemUser, "Sky"),
        agent(12, AgentKind::Person, "Ola"),
    ];
    let table = store.client_agents();
    table.replace(firm(), &agents).await.expect("kept");
    let cells = store.client_cells();
    let held = [
        holds(1, &["lonn"]),
        holds(3, &["lonn", "mva"]),
        holds(8, &["x"]),
    ];
    cells
        .replace(firm(), id(11), &held, noon(3))
        .await
        .expect("kept");
}

/// What an agent holds of a client in the matrix; `None` when it was never read.
async fn held(store: &Store, agent: u32, client: u32) -> Option<Vec<Access>> {
    let matrix = store.client_cells().matrix(firm()).await.expect("read");
    let agent = matrix.agent_place(id(agent)).expect("an agent");
    let client = matrix.client_place(id(client)).expect("a client");
    let grant = matrix.held(agent, client)?;
    Some(grant.access(matrix.packages()))
}

#[tokio::test]
async fn the_matrix_comes_back_as_it_was_read() {
    let (_place, store) = store().await;
    filled(&store).await;
    let matrix = store.client_cells().matrix(firm()).await.expect("read");
    let names: Vec<&str> = matrix.clients().iter().map(|c| c.name.as_str()).collect();
    assert_eq!(names, ["Bakke AS", "Østlig Bygg AS", "Aasen Rør AS"]);
    assert!(matrix.clients()[0].is_deleted);
    let titles: Vec<&str> = matrix.agents().iter().map(|a| a.title.as_str()).collect();
    assert_eq!(titles, ["Ola", "Sky"]);
    assert_eq!(
        held(&store, 11, 3).await,
        Some(vec![access("regnskapsforer", &["lonn", "mva"])])
    );
    assert_eq!(held(&store, 11, 2).await, Some(Vec::new()));
    assert_eq!(
        held(&store, 12, 1).await,
        None,
        "its clients were never read"
    );
    let codes = store.clients().codes().await.expect("read");
    assert_eq!(codes[&id(70)], "lonn");
    let firms = store.client_firms().all().await.expect("read");
    assert_eq!((firms[0].clients, firms[0].agents), (3, 2));
    assert_eq!(firms[0].fetched_at, Some(noon(2)));
    store.close().await;
}

#[tokio::test]
async fn a_new_reading_keeps_the_cells_of_those_that_stay() {
    let (_place, store) = store().await;
    filled(&store).await;
    let rows = [
        client(1, "Østlig Bygg AS", &["lonn"]),
        client(4, "Ny AS", &["mva"]),
    ];
    let clients = store.clients();
    clients
        .replace(firm(), &rows, &[], noon(4))
        .await
        .expect("kept");
    assert_eq!(
        held(&store, 11, 1).await,
        Some(vec![access("regnskapsforer", &["lonn"])])
    );
    assert_eq!(held(&store, 11, 4).await, Some(Vec::new()));
    let agents = [agent(11, AgentKind::SystemUser, "Sky Pluss")];
    let table = store.client_agents();
    table.replace(firm(), &agents).await.expect("kept");
    let kept = table.list(firm()).await.expect("read");
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].title, "Sky Pluss");
    assert_eq!(kept[0].fetched_at, Some(noon(3)), "its cells are as old");
    store.close().await;
}

#[tokio::test]
async fn one_cell_follows_a_change() {
    let (_place, store) = store().await;
    filled(&store).await;
    let cells = store.client_cells();
    let more = [access("regnskapsforer", &["lonn", "mva"])];
    cells.set(firm(), id(11), id(1), &more).await.expect("set");
    assert_eq!(held(&store, 11, 1).await, Some(more.to_vec()));
    cells.set(firm(), id(11), id(1), &[]).await.expect("set");
    assert_eq!(held(&store, 11, 1).await, Some(Vec::new()));
    assert!(
        held(&store, 11, 3)
            .await
            .is_some_and(|held| !held.is_empty())
    );
    store.close().await;
}

#[tokio::test]
async fn a_firm_that_is_gone_takes_its_clients_with_it_but_not_the_users_own() {
    let (_place, store) = store().await;
    filled(&store).await;
    let tags = store.client_tags();
    tags.set(firm(), &[id(1), id(2)], "mva", true)
        .await
        .expect("set");
    tags.set(firm(), &[id(1)], "mva", true)
        .await
        .expect("again");
    tags.set(firm(), &[id(2)], "mva", false).await.expect("off");
    let firms = store.client_firms();
    firms
        .record_failure(firm(), "{}", noon(5))
        .await
        .expect("noted");
    firms.replace(&[id(901)]).await.expect("kept");
    let matrix = store.client_cells().matrix(firm()).await.expect("read");
    assert!(matrix.clients().is_empty() && matrix.agents().is_empty());
    let rows = [client(1, "K", &["lonn"])];
    let clients = store.clients();
    clients
        .replace(firm(), &rows, &[], noon(6))
        .await
        .expect("nothing is kept of a firm that is not the user's");
    let matrix = store.client_cells().matrix(firm()).await.expect("read");
    assert!(matrix.clients().is_empty());
    let kept = tags.list(firm()).await.expect("read");
    assert_eq!(kept, [("mva".to_owned(), id(1))]);
    store.close().await;
}

#[tokio::test]
async fn templates_stand_by_name() {
    let (_place, store) = store().await;
    let templates = store.client_templates();
    let template = |n: u32, name: &str| ClientTemplate {
        id: id(n),
        name: name.into(),
        body: "{}".into(),
    };
    for (n, name) in [(1, "Åsen"), (2, "Bakke")] {
        templates
            .put(firm(), &template(n, name), noon(1))
            .await
            .expect("kept");
    }
    templates
        .put(firm(), &template(2, "Zulu"), noon(2))
        .await
        .expect("kept");
    let all = templates.list(firm()).await.expect("read");
    assert_eq!(all, [template(2, "Zulu"), template(1, "Åsen")]);
    templates.remove(id(2)).await.expect("gone");
    assert_eq!(templates.list(firm()).await.expect("read").len(), 1);
    store.close().await;
}
