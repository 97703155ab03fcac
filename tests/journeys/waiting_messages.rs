//! What waits for each organisation, in the list of organisations and in the palette.

use fullmakt_app::surface::messages::{Folder, MessageStatus};
use fullmakt_app::surface::organisations::{
    OrganisationRow, OrganisationsQuery, PaletteOrganisation, PaletteQuery, WaitingMessages,
};
use fullmakt_app::surface::table::Commands;
use fullmakt_tests::{Harness, until};

const NAME: &str = "Fjord Snekkeri AS";

async fn row(stage: &Harness) -> OrganisationRow {
    let query = OrganisationsQuery {
        text: NAME.to_owned(),
        limit: 10,
        ..OrganisationsQuery::default()
    };
    let page = stage.app.organisations(query).await.expect("a page");
    let mut rows = page.rows.into_iter();
    rows.find(|row| row.name == NAME).expect("it is listed")
}

async fn found(stage: &Harness) -> PaletteOrganisation {
    let query = PaletteQuery {
        text: NAME.to_owned(),
        limit: 10,
    };
    let answer = stage.app.palette(query).await.expect("an answer");
    let mut hits = answer.organisations.into_iter();
    hits.find(|hit| hit.name == NAME).expect("it is found")
}

/// The same numbers as its rows in the folders have, and one less when a message was opened.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_organisation_tells_what_its_messages_want() {
    let stage = Harness::inbox_of("kari").await;
    let before = row(&stage).await;
    assert_eq!(found(&stage).await.messages, before.messages);
    let waits = before.messages;
    assert!(waits.unread > 0 && waits.due > 0 && waits.requires_attention > 0);
    let mut wanted = WaitingMessages::default();
    for folder in [Folder::Inbox, Folder::Drafts] {
        let rows = stage.folder(folder).await.rows.into_iter();
        for message in rows.filter(|one| one.party_uuid == before.party_uuid) {
            wanted.unread += u32::from(folder == Folder::Inbox && message.unread);
            wanted.requires_attention +=
                u32::from(message.status == MessageStatus::RequiresAttention);
        }
    }
    assert_eq!(
        (waits.unread, waits.requires_attention),
        (wanted.unread, wanted.requires_attention)
    );

    let id = stage.dialog_id("melding").await;
    assert!(stage.message(&id).await.row.unread);
    stage.open(&id).await;
    until("one less is unread", async || {
        let now = row(&stage).await.messages.unread;
        (now == waits.unread - 1).then_some(())
    })
    .await;
}
