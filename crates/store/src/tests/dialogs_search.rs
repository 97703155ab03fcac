//! Search: what hits, from the first letter, and in which order.

use super::dialog_support::{
    actors, apply, dialog_id, letter, party, texts, titles, typed, with_actors,
};
use super::support::{id, noon};
use crate::Store;
use crate::dialog_details::{KeptDialog, KeptTransmission};
use crate::dialogs::{
    DialogContent, DialogQuery, DialogSort, DialogStatus, Folder, Labels, NewDialog, OwnerName,
    Scope, ServiceName,
};

/// A few letters of different senders to different parties.
async fn shelf() -> (super::support::Place, Store) {
    let (place, store) = with_actors().await;
    store
        .dialogs()
        .set_names(
            &[
                OwnerName {
                    code: "skd".to_owned(),
                    name: "Skatteetaten".to_owned(),
                },
                OwnerName {
                    code: "nav".to_owned(),
                    name: "NAV".to_owned(),
                },
            ],
            &[ServiceName {
                id: "nav-sykepenger".to_owned(),
                name: "Refusjon av sykepenger".to_owned(),
            }],
        )
        .await
        .expect("named");
    let mut rows = vec![
        letter(1, "Varsel om fastsetting av mva for 4. termin"),
        NewDialog {
            org: "nav".to_owned(),
            service: "nav-sykepenger".to_owned(),
            party_uuid: party(3),
            ..letter(2, "Mangler inntektsmelding for én ansatt")
        },
        letter(3, "Årsavgift 2026 er beregnet"),
        NewDialog {
            party_uuid: party(4),
            ..letter(4, "Byggesak 2026/1187: vedtak om rammetillatelse")
        },
        NewDialog {
            labels: Labels::ARCHIVE,
            ..letter(5, "Svar på A-melding, Møre og Romsdal")
        },
        NewDialog {
            due_at: Some(noon(12)),
            status: DialogStatus::RequiresAttention,
            ..letter(6, "Purring")
        },
    ];
    rows[0].content.summary = texts(&[("nb", "Vi har ikke fått mva-meldingen for juli og august")]);
    rows[5].content.sender = texts(&[("nb", "Innkrevingssentralen")]);
    apply(&store, &rows).await;
    (place, store)
}

#[tokio::test]
async fn words_hit_from_the_first_letter() {
    let (_place, store) = shelf().await;
    let everywhere = |text: &str| DialogQuery {
        folder: Folder::Everywhere,
        ..typed(text)
    };
    for (text, expected) in [
        ("v", vec![1, 4]),
        ("va", vec![1]),
        ("VAR", vec![1]),
        ("mva", vec![1]),
        ("mva varsel", vec![1]),
        ("varsel purring", vec![]),
        // Folding, both ways.
        ("årsavgift", vec![3]),
        ("aarsavg", vec![3]),
        ("møre", vec![5]),
        ("moere", vec![5]),
        ("more", vec![5]),
        ("en ansatt", vec![2]),
        ("én", vec![2]),
        // Inside a word from four letters on.
        ("avgift", vec![3]),
        ("avg", vec![]),
        ("melding", vec![1, 2, 5]),
        // Phrases.
        ("\"vedtak om\"", vec![4]),
        ("\"om vedtak\"", vec![]),
        ("\"vedtak o\"", vec![]),
        ("\"vedtak o", vec![4]),
        ("a-mel", vec![5]),
        ("2026/1187", vec![4]),
        ("2026", vec![3, 4]),
        ("1187", vec![4]),
        ("187", vec![]),
        // Fields do not run into each other.
        ("\"termin vi\"", vec![]),
        // Party, number, sender, service.
        ("nordlys", vec![2]),
        ("310000003", vec![2]),
        ("310 000 003", vec![2]),
        ("310 000 00", vec![1, 2, 3, 5, 6]),
        ("kari", vec![4]),
        ("innkrev", vec![6]),
        ("refusjon sykep", vec![2]),
        ("skatteetaten fjord", vec![1, 3, 5]),
        // Filters.
        ("fra:nav", vec![2]),
        ("fra:skatt", vec![1, 3, 4, 5, 6]),
        ("fra:innkrev", vec![6]),
        ("fra:skd purring", vec![6]),
        ("til:kari", vec![4]),
        ("til:\"fjord snekkeri\" fra:skatt mva", vec![1]),
        ("til:310000003", vec![2]),
        ("til:ingen", vec![]),
        ("status:krever", vec![6]),
        ("status:ulest varsel", vec![1]),
        ("status:lest", vec![]),
        ("frist:idag", vec![6]),
        ("frist:12.11.2026 purr", vec![6]),
        ("frist:over", vec![6]),
        ("frist:13.11", vec![]),
        // Nothing is an error.
        ("fra:", vec![1, 2, 3, 4, 5, 6]),
        ("\"", vec![1, 2, 3, 4, 5, 6]),
        ("AND", vec![]),
        ("* ' ; )", vec![1, 2, 3, 4, 5, 6]),
        ("varsel NOT mva", vec![]),
    ] {
        let ids = store
            .dialogs()
            .ids(&everywhere(text), 100)
            .await
            .expect("searched")
            .ids;
        let expected: Vec<_> = expected.into_iter().map(dialog_id).collect();
        assert_eq!(ids, expected, "{text}");
    }
    // The same within a folder, and within a scope.
    assert_eq!(titles(&store, &typed("melding")).await.0, 2);
    let of_one = DialogQuery {
        scope: Scope::Parties(vec![party(3)]),
        ..everywhere("melding")
    };
    assert_eq!(titles(&store, &of_one).await.0, 1);
    store.close().await;
}

#[tokio::test]
async fn hits_are_marked_where_they_stand() {
    let (_place, store) = shelf().await;
    let page = store
        .dialogs()
        .page(&typed("mva skatt fjord"), 0, 10)
        .await
        .expect("a page");
    let row = &page.rows[0];
    assert_eq!(row.hits.title, [[25, 3]]);
    assert_eq!(row.hits.summary, [[17, 3]]);
    assert_eq!(row.hits.sender, [[0, 5]]);
    assert_eq!(row.hits.party, [[0, 5]]);
    assert_eq!(row.hits.body, None);
    store.close().await;
}

#[tokio::test]
async fn opened_bodies_are_found_and_quoted() {
    let (_place, store) = shelf().await;
    assert_eq!(titles(&store, &typed("tvangsmulkt")).await.0, 0);
    store
        .dialog_details()
        .keep(
            &KeptDialog {
                id: dialog_id(1),
                read_at: noon(12),
                revision: Some(id(5)),
                detail: "{}".to_owned(),
                body: Some("[]".to_owned()),
                text: "Du kan klage innen seks uker.\nTvangsmulkt per dag: 652 kr.".to_owned(),
            },
            Some(id(6)),
        )
        .await
        .expect("kept");
    store
        .dialog_details()
        .keep_transmission(&KeptTransmission {
            dialog: dialog_id(1),
            transmission: id(7),
            read_at: noon(12),
            body: "[]".to_owned(),
            text: "Vedlagt utregning".to_owned(),
        })
        .await
        .expect("kept");
    for text in [
        "tvangsmulkt",
        "mulkt",
        "mva tvangsmulkt",
        "\"per dag\"",
        "utregn",
        "klage utregning",
    ] {
        let page = store
            .dialogs()
            .page(&typed(text), 0, 10)
            .await
            .expect("a page");
        assert_eq!(page.total.count, 1, "{text}");
        assert_eq!(page.rows[0].id, dialog_id(1));
        assert!(page.rows[0].hits.body.is_some(), "{text}");
    }
    assert_eq!(titles(&store, &typed("\"dag vedlagt\"")).await.0, 0);
    let page = store
        .dialogs()
        .page(&typed("mulkt"), 0, 10)
        .await
        .expect("a page");
    let body = page.rows[0].hits.body.as_ref().expect("an excerpt");
    assert_eq!(
        body.text,
        "Du kan klage innen seks uker. Tvangsmulkt per dag: 652 kr."
    );
    assert_eq!(body.hits, [[36, 5]]);

    // A newer version moves the row; what was read goes with it.
    let newer = NewDialog {
        content_updated_at: noon(11),
        ..letter(1, "Varsel, ny frist")
    };
    apply(&store, &[newer]).await;
    assert_eq!(
        titles(&store, &typed("tvangsmulkt")).await.1,
        ["Varsel, ny frist"]
    );
    store.close().await;
}

#[tokio::test]
async fn a_hit_in_the_title_stands_above_newer_ones_elsewhere() {
    let (_place, store) = with_actors().await;
    let mut rows: Vec<NewDialog> = (1..6).map(|n| letter(n, &format!("Brev {n}"))).collect();
    rows[0].content.summary = texts(&[("nb", "om purring")]);
    rows[3].content.title = texts(&[("nb", "Purring fjerde")]);
    rows[4].content.title = texts(&[("nb", "Purring gammel")]);
    rows[4].content_updated_at = "2026-01-05T12:00:00Z".parse().expect("an instant");
    apply(&store, &rows).await;
    let ranked = DialogQuery {
        sort: DialogSort::Relevance,
        ..typed("purr")
    };
    assert_eq!(
        titles(&store, &ranked).await.1,
        ["Purring fjerde", "Brev 1", "Purring gammel"],
        "a hit in the title is worth half a year"
    );
    assert_eq!(
        titles(&store, &typed("purr")).await.1,
        ["Brev 1", "Purring fjerde", "Purring gammel"]
    );
    store.close().await;
}

#[tokio::test]
async fn a_common_word_is_ranked_at_the_top_and_goes_on_below() {
    let (_place, store) = with_actors().await;
    let rows: Vec<NewDialog> = (0..700)
        .map(|n| NewDialog {
            content: DialogContent {
                title: texts(&[(
                    "nb",
                    if n == 450 || n == 650 {
                        "Varsel i tittelen"
                    } else {
                        "Brev"
                    },
                )]),
                summary: texts(&[("nb", "varsel")]),
                ..DialogContent::default()
            },
            ..letter(n, "")
        })
        .collect();
    apply(&store, &rows).await;
    let query = DialogQuery {
        sort: DialogSort::Relevance,
        ..typed("varsel")
    };
    let ids = store.dialogs().ids(&query, 1_000).await.expect("ids").ids;
    assert_eq!(ids.len(), 700);
    assert_eq!(ids[0], dialog_id(450), "among the newest five hundred");
    assert_eq!(ids[1], dialog_id(0));
    assert_eq!(ids[650], dialog_id(650), "below them by time alone");
    for at in [0, 1, 499, 500, 501, 699] {
        assert_eq!(
            store
                .dialogs()
                .position(&query, ids[at])
                .await
                .expect("read"),
            Some(at as u32)
        );
        let beside = store
            .dialogs()
            .neighbours(&query, ids[at])
            .await
            .expect("read");
        assert_eq!(beside.next, ids.get(at + 1).copied(), "{at}");
        assert_eq!(beside.previous, at.checked_sub(1).map(|n| ids[n]), "{at}");
    }
    let page = store.dialogs().page(&query, 495, 10).await.expect("a page");
    assert_eq!(
        page.rows.iter().map(|row| row.id).collect::<Vec<_>>(),
        ids[495..505]
    );
    assert_eq!(page.total.count, 700);
    store.close().await;
}

#[tokio::test]
async fn a_very_common_word_is_counted_as_far_as_one_scrolls() {
    let (_place, store) = with_actors().await;
    let rows: Vec<NewDialog> = (0..3_100).map(|n| letter(n, "Varsel")).collect();
    apply(&store, &rows).await;
    for sort in [DialogSort::Newest, DialogSort::Relevance] {
        let query = DialogQuery {
            sort,
            ..typed("vars")
        };
        for (offset, limit, total) in [
            (0, 50, (2_000, false)),
            (0, 0, (2_000, false)),
            (1_940, 60, (2_001, false)),
            (3_030, 60, (3_091, false)),
            (3_040, 60, (3_100, true)),
            (3_060, 60, (3_100, true)),
            // Past the end nothing is seen.
            (3_500, 60, (2_000, false)),
        ] {
            let page = store
                .dialogs()
                .page(&query, offset, limit)
                .await
                .expect("a page");
            assert_eq!(
                (page.total.count, page.total.is_exact),
                total,
                "{sort:?} from {offset}"
            );
            let left = 3_100_u32.saturating_sub(offset);
            assert_eq!(page.rows.len() as u32, left.min(limit));
        }
    }
    store.close().await;
}

#[tokio::test]
async fn new_names_are_found_after_indexing() {
    let (_place, store) = shelf().await;
    store
        .dialogs()
        .set_names(
            &[OwnerName {
                code: "skd".to_owned(),
                name: "Skattestyret".to_owned(),
            }],
            &[ServiceName {
                id: "ske-mva-melding".to_owned(),
                name: "Omsetningsoppgave".to_owned(),
            }],
        )
        .await
        .expect("named");
    assert_eq!(titles(&store, &typed("omsetnings")).await.0, 0);
    while store.dialogs().reindex(2).await.expect("indexed") {}
    assert_eq!(titles(&store, &typed("omsetnings")).await.0, 4);
    assert_eq!(titles(&store, &typed("skattestyret")).await.0, 3);
    assert_eq!(titles(&store, &typed("skatteetaten")).await.0, 0);
    assert_eq!(titles(&store, &typed("fra:skattestyret")).await.0, 4);
    let services = store.dialogs().services().await.expect("read");
    let named: Vec<_> = services
        .iter()
        .map(|one| (one.name.as_deref(), one.org.as_str()))
        .collect();
    assert_eq!(
        named,
        [
            (Some("Omsetningsoppgave"), "skd"),
            (Some("Refusjon av sykepenger"), "nav")
        ]
    );

    let mut list = actors();
    list[0].name = "Dal Snekkeri AS".to_owned();
    store
        .actors()
        .replace_all(&list, noon(10))
        .await
        .expect("replaced");
    while store.dialogs().reindex(100).await.expect("indexed") {}
    assert_eq!(titles(&store, &typed("dal")).await.0, 3);
    assert_eq!(titles(&store, &typed("til:dal")).await.0, 3);
    assert_eq!(titles(&store, &typed("til:fjord")).await.0, 0);
    store.close().await;
}

#[tokio::test]
async fn lists_and_search_follow_the_language() {
    let (_place, store) = with_actors().await;
    let row = NewDialog {
        content: DialogContent {
            title: texts(&[("en", "Reminder"), ("nb", "Purring")]),
            sender: texts(&[("en", "Tax office"), ("nb", "Skattekontoret")]),
            ..DialogContent::default()
        },
        ..letter(1, "")
    };
    apply(&store, &[row.clone(), letter(2, "Bare norsk")]).await;
    assert_eq!(titles(&store, &typed("purring")).await.0, 1);
    let english = ["en", "nb"].map(str::to_owned);
    let mut after = None;
    loop {
        after = store
            .dialogs()
            .choose_language(&english, after, 1)
            .await
            .expect("chosen");
        if after.is_none() {
            break;
        }
    }
    while store.dialogs().reindex(100).await.expect("indexed") {}
    assert_eq!(titles(&store, &typed("purring")).await.0, 0);
    let page = store
        .dialogs()
        .page(&typed("tax remind"), 0, 10)
        .await
        .expect("a page");
    assert_eq!(page.rows[0].title, "Reminder");
    assert_eq!(page.rows[0].sender, "Tax office");
    assert_eq!(titles(&store, &typed("bare")).await.0, 1);
    let dialog = store
        .dialogs()
        .get(dialog_id(1))
        .await
        .expect("read")
        .expect("there");
    assert_eq!(dialog.content, row.content, "all languages are still there");
    let outcome = apply(&store, &[row]).await;
    assert_eq!(outcome.unchanged, 1, "another language is no change");
    store.close().await;
}
