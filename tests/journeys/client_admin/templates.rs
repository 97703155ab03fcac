//! «Clients with this tag have these agents».

use std::collections::BTreeSet;

use fullmakt_app::surface::clients::*;
use fullmakt_app::surface::table::Commands;

use super::stage::{Firm, ids};

const TAG: &str = "pakke A";

/// Five clients that can be given to an agent, with the tag.
async fn five_tagged(firm: &Firm, agent: &AgentColumn) -> Vec<ClientRow> {
    let clients = firm.addable(&agent.id, 5).await;
    assert_eq!(clients.len(), 5);
    let tag = TagClients {
        firm: firm.uuid.clone(),
        clients: ClientSelection::Ids { ids: ids(&clients) },
        tag: TAG.into(),
        on: true,
    };
    firm.stage.app.tag_clients(tag).await.expect("tagged");
    clients
}

/// A template: those with the tag are to lie with these agents.
async fn keep(firm: &Firm, name: &str, agents: &[&str]) -> ClientTemplate {
    let template = SaveTemplate {
        id: None,
        firm: firm.uuid.clone(),
        name: name.into(),
        scope: TemplateScope::Tag { tag: TAG.into() },
        agents: agents
            .iter()
            .map(|agent| TemplateAgent {
                agent: (*agent).to_owned(),
                packages: Vec::new(),
            })
            .collect(),
    };
    let kept = firm.stage.app.save_template(template).await.expect("kept");
    named(kept, name)
}

/// A template as it stands now.
async fn template(firm: &Firm, name: &str) -> ClientTemplate {
    let own = FirmRef {
        firm: firm.uuid.clone(),
    };
    let templates = firm.stage.app.client_templates(own).await;
    named(templates.expect("read"), name)
}

fn named(templates: ClientTemplates, name: &str) -> ClientTemplate {
    let mut templates = templates.templates.into_iter();
    let found = templates.find(|template| template.name == name);
    found.expect("a template of this name")
}

/// What a template asks for, with or without what is beyond it.
fn change(template: &ClientTemplate, beyond: bool) -> BulkChange {
    BulkChange {
        firm: template.firm.clone(),
        source: BulkSource::Template {
            id: template.id.clone(),
            beyond,
        },
    }
}

/// Kept, applied as a job, and deviations shown until there are none.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_template_is_applied_and_shows_what_deviates() {
    let firm = Firm::read(120).await;
    let one = firm.agent("Fjellbekk Signering").await;
    let other = firm.agent("Fjellbekk Lønnskjøring").await;
    five_tagged(&firm, &one).await;
    let name = "Regnskap og lønn";
    let kept = keep(&firm, name, &[&one.id, &other.id]).await;
    assert_eq!(kept.clients, 5);
    assert!(kept.to_add >= 5);
    let plan = firm.plan(&change(&kept, false)).await;
    assert_eq!(plan.adds, kept.to_add);
    let job = firm.start(change(&kept, false)).await.expect("it starts");
    assert_eq!(job.kind, JobKind::Template);
    assert_eq!(firm.over(&job.id).await.changed, kept.to_add);
    let after = template(&firm, name).await;
    assert_eq!((after.to_add, after.blocked), (0, 0));
    let gone = TemplateRef {
        firm: firm.uuid.clone(),
        id: kept.id.clone(),
    };
    let left = firm.stage.app.delete_template(gone).await.expect("deleted");
    assert!(left.templates.is_empty());
}

/// What lies with others is told, and stays until one asks for it to go; what another template asks for is not beyond.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_beyond_a_template_goes_only_when_asked() {
    let firm = Firm::read(120).await;
    let one = firm.agent("Fjellbekk Signering").await;
    let clients = ids(&five_tagged(&firm, &one).await);
    let elsewhere = async || -> BTreeSet<(String, String)> {
        let truth = firm.truth().await.into_keys();
        truth
            .filter(|(agent, client)| *agent != one.id && clients.contains(client))
            .collect()
    };
    let before = elsewhere().await;
    let name = "Signering";
    let kept = keep(&firm, name, &[&one.id]).await;
    assert!(kept.beyond > 0);
    assert_eq!(kept.beyond as usize, before.len());
    let plan = firm.plan(&change(&kept, false)).await;
    assert_eq!((plan.adds, plan.removes), (5, 0), "nothing goes unasked");
    let job = firm.start(change(&kept, false)).await.expect("it starts");
    firm.over(&job.id).await;
    assert_eq!(elsewhere().await, before);

    let spared = before.first().expect("a cell").0.clone();
    keep(&firm, "Også hos denne", &[&spared]).await;
    let (stay, go): (BTreeSet<_>, BTreeSet<_>) =
        before.into_iter().partition(|(agent, _)| *agent == spared);
    let kept = template(&firm, name).await;
    assert_eq!(kept.beyond as usize, go.len());
    let plan = firm.plan(&change(&kept, true)).await;
    assert_eq!((plan.adds, plan.removes), (0, kept.beyond));
    let taken = plan.rows.into_iter();
    let taken = taken.filter(|row| row.outcome == PlanOutcome::Remove);
    let taken: BTreeSet<_> = taken.map(|row| (row.agent, row.client)).collect();
    assert_eq!(taken, go);
    let job = firm.start(change(&kept, true)).await.expect("it starts");
    assert_eq!(firm.over(&job.id).await.changed, kept.beyond);
    assert_eq!(elsewhere().await, stay);
    assert_eq!(template(&firm, name).await.beyond, 0);
}
