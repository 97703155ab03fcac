//! «Clients with this tag have these agents».

use fullmakt_app::surface::clients::*;
use fullmakt_app::surface::table::Commands;

use super::stage::Firm;

/// Kept, applied as a job, and deviations shown until there are none.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_template_is_applied_and_shows_what_deviates() {
    let firm = Firm::read(120).await;
    let one = firm.agent("Fjellbekk Signering").await;
    let other = firm.agent("Fjellbekk Lønnskjøring").await;
    let clients = firm.addable(&one.id, 5).await;
    let tag = TagClients {
        firm: firm.uuid.clone(),
        clients: ClientSelection::Ids {
            ids: clients.iter().map(|client| client.id.clone()).collect(),
        },
        tag: "pakke A".into(),
        on: true,
    };
    firm.stage.app.tag_clients(tag).await.expect("tagged");
    let template = SaveTemplate {
        id: None,
        firm: firm.uuid.clone(),
        name: "Regnskap og lønn".into(),
        scope: TemplateScope::Tag {
            tag: "pakke A".into(),
        },
        agents: [&one.id, &other.id]
            .map(|agent| TemplateAgent {
                agent: agent.clone(),
                packages: Vec::new(),
            })
            .into(),
    };
    let kept = firm.stage.app.save_template(template).await.expect("kept");
    let template = &kept.templates[0];
    assert_eq!(template.clients, 5);
    assert!(template.to_add >= 5);
    let change = BulkChange {
        firm: firm.uuid.clone(),
        source: BulkSource::Template {
            id: template.id.clone(),
        },
    };
    let plan = firm.plan(&change).await;
    assert_eq!(plan.adds, template.to_add);
    let job = firm.start(change).await.expect("it starts");
    assert_eq!(job.kind, JobKind::Template);
    assert_eq!(firm.over(&job.id).await.changed, template.to_add);
    let own = FirmRef {
        firm: firm.uuid.clone(),
    };
    let after = firm.stage.app.client_templates(own).await.expect("read");
    assert_eq!(
        (after.templates[0].to_add, after.templates[0].blocked),
        (0, 0)
    );
    let gone = TemplateRef {
        firm: firm.uuid.clone(),
        id: template.id.clone(),
    };
    let left = firm.stage.app.delete_template(gone).await.expect("deleted");
    assert!(left.templates.is_empty());
}
