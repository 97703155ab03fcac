//! Every call is counted, under a name of its own.

use std::collections::BTreeSet;

use fullmakt_altinn::dialogs::{BulkItem, DialogSearch, DialogToken, LabelChange};
use fullmakt_altinn::{CALL_KINDS, ListParties};
use fullmakt_domain::clients::{Value, service_code};
use fullmakt_domain::dialog::Label;
use fullmakt_domain::{Language, RequestKind, Sensitive, SystemId};
use uuid::Uuid;
use wiremock::matchers::any;
use wiremock::{Mock, ResponseTemplate};

use crate::world::World;

#[tokio::test]
async fn each_call_has_its_kind() {
    let world = World::answering_raw(ResponseTemplate::new(403)).await;
    Mock::given(any())
        .respond_with(ResponseTemplate::new(403))
        .mount(&world.register)
        .await;
    let altinn = &world.altinn;
    let id = Uuid::from_u128(7);
    let number = "310757632".parse().unwrap();
    let requests = altinn.requests();
    let users = altinn.system_users();
    let _ = altinn.parties().list(&ListParties::default()).await;
    let _ = requests.read(1, id).await;
    let _ = requests.read_agent(1, id).await;
    let _ = requests.read_by_id(RequestKind::Own, id).await;
    let _ = requests.read_change(1, id).await;
    let _ = requests.pending(1, number).await;
    let _ = requests.pending_agent(1, number).await;
    let _ = requests.approve(1, id, RequestKind::Own).await;
    let _ = requests.reject(1, id, RequestKind::Own).await;
    let _ = requests.escalate(1, id, RequestKind::Own).await;
    let _ = users.list(1).await;
    let _ = users.list_agents(1).await;
    let _ = users.detail(1, id).await;
    let _ = users.delegations(1, id).await;
    let _ = users.delete(1, id).await;
    let _ = users.delete_agent(1, id, id).await;
    let _ = users.create(1, &SystemId::new("x"), "X").await;
    let _ = users.client_count(id).await;
    let _ = users.has_own(1, id, id).await;
    let _ = users.add_own(1, id, id).await;
    let _ = users.remove_own(1, id, id).await;
    let delegations = altinn.client_delegations();
    let nobody = Sensitive::new(String::new());
    let _ = users.for_clients(number).await;
    let _ = delegations.clients(id).await;
    let _ = delegations.agents(id).await;
    let _ = delegations.clients_of_agent(id, id).await;
    let _ = delegations.services_of_agent(id, id).await;
    let service = [Value {
        role: "rettighetshaver".into(),
        packages: vec![service_code("x")],
    }];
    for values in [&[][..], &service[..]] {
        let _ = delegations.give(id, id, id, values).await;
        let _ = delegations.take(id, id, id, values).await;
    }
    let _ = delegations.add_person(id, &nobody, "x").await;
    let _ = delegations.remove_agent(id, id, false).await;
    let _ = delegations.my_providers().await;
    let _ = delegations.my_clients().await;
    let _ = delegations.leave_provider(id).await;
    let _ = delegations.leave_client(id, id).await;
    let _ = altinn.checks().packages(id, &["lonn".into()]).await;
    let _ = altinn.checks().resource(id, "x").await;
    let _ = altinn.catalogue().packages(Language::Nb).await;
    let _ = altinn.catalogue().resource("x").await;
    let _ = altinn.catalogue().services().await;
    let _ = altinn.catalogue().orgs().await;
    let _ = altinn.catalogue().resource_actions("x", Language::Nb).await;
    let _ = altinn
        .register_of_systems()
        .system(&SystemId::new("x"))
        .await;
    let _ = altinn.register_of_systems().systems().await;
    let dialogs = altinn.dialogs();
    let token = DialogToken::new("token".into());
    let item = BulkItem { id, revision: None };
    let change = LabelChange {
        add: vec![Label::Archive],
        remove: Vec::new(),
    };
    let _ = dialogs.search(&DialogSearch::default()).await;
    let _ = dialogs.limits().await;
    let _ = dialogs.parties().await;
    let _ = dialogs.services().await;
    let _ = dialogs.open(id).await;
    let _ = dialogs.seen_log(id).await;
    let _ = dialogs.label_log(id).await;
    let _ = dialogs.lookup("urn:altinn:dialog-id:7").await;
    let _ = dialogs.set_labels(item, &change).await;
    let _ = dialogs.set_labels_bulk(&[item], &change).await;
    let _ = dialogs.updates(id, &token).await;
    let content = altinn.dialog_content();
    let url = format!("{}/x", world.register.uri());
    let _ = content.embed(&url, &token, "nb").await;
    let _ = content.attachment(&url, &token).await;
    let _ = content.act("POST", &url, &token).await;
    let _ = content.melding(id, &token).await;
    let _ = content.confirm_melding(id, &token).await;
    let _ = content.purge_melding(id, &token).await;
    let _ = altinn.units().unit(number).await;
    let _ = altinn.units().units(&[number]).await;
    let _ = altinn.units().roles(number).await;
    let counted = world.calls.kinds();
    assert_eq!(
        counted, CALL_KINDS,
        "one call each, in the order of the list"
    );
    assert_eq!(
        counted.iter().collect::<BTreeSet<_>>().len(),
        CALL_KINDS.len()
    );
}
