//! Words of messages that follow something else: the language of the screens, and the names of organisations.

use fullmakt_app::surface::common::Nothing;
use fullmakt_app::surface::messages::{FacetsQuery, Folder, MessagesQuery, SyncMessages};
use fullmakt_app::surface::session::{Language, Settings};
use fullmakt_app::surface::table::Commands;
use fullmakt_tests::{Harness, Options, until};
use serde_json::{Value, json};

/// Where Altinn tells whom the person acts for.
const ACTORS: &str = "/accessmanagement/api/v1/enduser/authorizedparties";

/// How many messages a search finds, in every folder.
async fn hits(stage: &Harness, text: &str) -> u32 {
    let query = MessagesQuery {
        folder: Folder::All,
        text: text.to_owned(),
        limit: 1,
        ..MessagesQuery::default()
    };
    stage.app.messages(query).await.expect("a page").total
}

/// The name of a service in the filter menu.
async fn service(stage: &Harness, id: &str) -> String {
    let list = MessagesQuery::default();
    let facets = stage.app.message_facets(FacetsQuery { list }).await;
    let services = facets.expect("choices").services;
    let found = services.into_iter().find(|one| one.id == id);
    found.expect("there are messages of it").name
}

async fn speak(stage: &Harness, language: Language) {
    let settings = Commands::settings(&stage.app, Nothing {}).await;
    let settings = Settings {
        language,
        ..settings.expect("settings")
    };
    stage.app.set_settings(settings).await.expect("kept");
}

/// A message that has texts in two languages is shown and found in that of the screens, and the services are named in it
/// from the next reading on.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lists_follow_the_language_of_the_screens() {
    let stage = Harness::new(Options::default()).await;
    let letter = json!({
        "title": { "nb": "Purring på vintergebyr", "en": "Reminder of the winter toll" },
        "summary": { "nb": "Betal innen fredag", "en": "Pay before Friday" },
    });
    let made = stage.control.post("service-owner/dialogs", letter).await;
    let id = made["id"].as_str().expect("an id").to_owned();
    stage.sign_in("kari").await;
    stage.messages_are_read().await;
    assert_eq!(stage.message(&id).await.row.title, "Purring på vintergebyr");
    assert_eq!(hits(&stage, "vintergebyr").await, 1);
    let bokmaal = service(&stage, "kommune-gebyr").await;

    let searches = stage.control.searches().await;
    speak(&stage, Language::En).await;
    until("it is found in English", async || {
        (hits(&stage, "\"winter toll\"").await == 1).then_some(())
    })
    .await;
    let row = stage.message(&id).await.row;
    assert_eq!(row.title, "Reminder of the winter toll");
    assert_eq!(row.summary, "Pay before Friday");
    assert_eq!(hits(&stage, "vintergebyr").await, 0);
    assert_eq!(stage.control.searches().await, searches, "nothing is asked");

    stage.control.advance(1000).await;
    let wish = stage.app.sync_messages(SyncMessages::default()).await;
    wish.expect("read");
    stage.messages_are_read().await;
    assert_ne!(service(&stage, "kommune-gebyr").await, bokmaal);

    speak(&stage, Language::Nb).await;
    until("it is found in bokmål again", async || {
        (hits(&stage, "vintergebyr").await == 1).then_some(())
    })
    .await;
}

/// Gives a party another name in a list, at whatever depth.
fn rename(list: &mut Value, party: &str, name: &str) {
    match list {
        Value::Array(all) => all.iter_mut().for_each(|one| rename(one, party, name)),
        Value::Object(members) => {
            if members.get("partyUuid").is_some_and(|id| id == party) {
                members.insert("name".to_owned(), json!(name));
            }
            members
                .values_mut()
                .for_each(|one| rename(one, party, name));
        }
        _ => {}
    }
}

/// The messages of an organisation that has taken another name are found by it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn messages_are_found_by_the_new_name_of_an_organisation() {
    let stage = Harness::inbox_of("kari").await;
    let id = stage.dialog_id("plain").await;
    let party = stage.message(&id).await.row.party_uuid;
    assert_eq!(hits(&stage, "vintergata").await, 0);

    let mut list = stage.control.told("kari", ACTORS).await;
    rename(&mut list, &party, "VINTERGATA VERKSTED AS");
    let renamed = json!([{ "path": ACTORS, "method": "GET", "body": list }]);
    stage.control.faults(renamed).await;
    let read = stage.app.refresh_organisations(Nothing {}).await;
    read.expect("the list is read");

    until("all of them are found by the new name", async || {
        let held = stage.folder(Folder::All).await.rows;
        let of = held.iter().filter(|row| row.party_uuid == party).count();
        (of > 1 && hits(&stage, "vintergata").await as usize == of).then_some(())
    })
    .await;
    assert_eq!(
        stage.message(&id).await.row.recipient,
        "Vintergata Verksted AS"
    );
}

/// Searching with words takes no search at Altinn, whose own gives up on too many.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_are_searched_for_here() {
    let stage = Harness::inbox_of("kari").await;
    let switch = json!({ "searchTooBroad": true });
    stage.control.put("switches", switch).await;
    let searches = stage.control.searches().await;
    assert!(hits(&stage, "melding").await > 1);
    assert_eq!(stage.control.searches().await, searches);
    let wish = stage.app.sync_messages(SyncMessages::default()).await;
    assert_eq!(wish.expect("read").failure, None);
}
