use jiff::tz::TimeZone;

use super::SearchText;
use crate::dialog_search::Days;
use crate::dialogs::{DialogStatus, DueFilter};

/// Thursday 12 November 2026, 14.32 in Oslo.
fn days() -> Days {
    Days::new(
        "2026-11-12T13:32:00Z".parse().expect("an instant"),
        TimeZone::get("Europe/Oslo").expect("known"),
    )
}

fn parse(typed: &str) -> SearchText {
    SearchText::parse(typed, &days())
}

/// Words as typed; a star where the word may go on.
fn words(typed: &str) -> Vec<String> {
    parse(typed)
        .words
        .iter()
        .map(|word| format!("{}{}", word.text, if word.may_go_on { "*" } else { "" }))
        .collect()
}

#[test]
fn words_and_phrases() {
    for (typed, expected) in [
        ("", vec![]),
        ("   ", vec![]),
        ("m", vec!["m*"]),
        ("Mva  Varsel", vec!["mva*", "varsel*"]),
        ("mva mva", vec!["mva*"]),
        ("Årsavgift", vec!["aarsavgift*"]),
        ("Boe Bø", vec!["bo*"]),
        ("\"endelig vedtak\"", vec!["endelig vedtak"]),
        ("«endelig vedtak» nå", vec!["endelig vedtak", "naa*"]),
        ("“endelig vedtak”", vec!["endelig vedtak"]),
        ("\"endelig ved", vec!["endelig ved*"]),
        ("\"", vec![]),
        ("\"\"", vec![]),
        ("\"\" x", vec!["x*"]),
        ("a-melding", vec!["a melding*"]),
        ("2026/1187", vec!["2026 1187*"]),
        ("313 572 773", vec!["313572773*"]),
        ("313 57", vec!["31357*"]),
        ("313572773", vec!["313572773*"]),
        ("1187 2026", vec!["1187*", "2026*"]),
        (
            "* ( ) AND OR NOT -x NEAR(",
            vec!["and*", "or*", "not*", "x*", "near*"],
        ),
        (
            "'; DROP TABLE dialogs; --",
            vec!["drop*", "table*", "dialogs*"],
        ),
        ("kl:12", vec!["kl 12*"]),
        (":x", vec!["x*"]),
    ] {
        assert_eq!(words(typed), expected, "{typed}");
    }
}

#[test]
fn senders_and_parties() {
    let found = parse("fra:skatt til:\"Fjord Snekkeri\" purring");
    assert_eq!(found.from, [["skatt"]]);
    assert_eq!(found.to, [["fjord", "snekkeri"]]);
    assert_eq!(found.words.len(), 1);
    assert_eq!(parse("FRÅ:nav from:skd").from, [["nav"], ["skd"]]);
    assert_eq!(parse("fra: skatt").from, [["skatt"]]);
    assert_eq!(parse("til:313 572 773").to, [["313572773"]]);
    assert_eq!(parse("til: 313 572").to, [["313572"]]);
    assert_eq!(
        parse("fra:«statistisk sentral").from,
        [["statistisk", "sentral"]]
    );
}

#[test]
fn a_filter_without_a_value_asks_for_nothing_and_is_named() {
    for typed in [
        "fra:",
        "til:\"\"",
        "status:",
        "status:xyz",
        "frist:",
        "frist:snart",
        "frist:2026-13-40",
        "fra:!",
    ] {
        let found = parse(typed);
        assert!(found.is_empty(), "{typed}: {found:?}");
        assert_eq!(found.ignored, [typed], "{typed}");
    }
    assert_eq!(parse("fra: til:x").ignored, ["fra:"]);
    assert_eq!(parse("fra: til:x").to, [["x"]]);
}

#[test]
fn statuses_go_by_their_beginning_in_three_languages() {
    use DialogStatus::{Awaiting, Completed, Draft, InProgress, NotApplicable, RequiresAttention};
    for (typed, statuses, unread) in [
        ("status:krever", vec![RequiresAttention], None),
        ("status:krever-handling", vec![RequiresAttention], None),
        ("status:\"krever handling\"", vec![RequiresAttention], None),
        ("status:krev-handling", vec![RequiresAttention], None),
        ("status:attention", vec![RequiresAttention], None),
        ("status:utkast", vec![Draft], None),
        (
            "status:venter status:avsluttet",
            vec![Awaiting, Completed],
            None,
        ),
        ("status:u", vec![InProgress, Draft, NotApplicable], None),
        ("status:ul", vec![], Some(true)),
        ("status:Ulest", vec![], Some(true)),
        ("status:read", vec![], Some(false)),
        ("status:ulest status:utkast", vec![Draft], Some(true)),
    ] {
        let found = parse(typed);
        assert_eq!(
            (found.statuses, found.unread),
            (statuses, unread),
            "{typed}"
        );
        assert!(found.ignored.is_empty(), "{typed}");
    }
}

#[test]
fn deadlines_stand_on_the_calendar() {
    let day = |from: &str, to: &str| {
        DueFilter::Within(
            from.parse().expect("an instant"),
            to.parse().expect("an instant"),
        )
    };
    let days = days();
    for (typed, expected) in [
        ("frist:over", DueFilter::Before(days.now)),
        ("frist:o", DueFilter::Before(days.now)),
        ("frist:idag", DueFilter::Within(days.today, days.tomorrow)),
        ("frist:i-dag", DueFilter::Within(days.today, days.tomorrow)),
        (
            "frist:imorgen",
            day("2026-11-12T23:00:00Z", "2026-11-13T23:00:00Z"),
        ),
        (
            "due:week",
            day("2026-11-11T23:00:00Z", "2026-11-19T23:00:00Z"),
        ),
        (
            "frist:2026-11-26",
            day("2026-11-25T23:00:00Z", "2026-11-26T23:00:00Z"),
        ),
        (
            "frist:26.11.2026",
            day("2026-11-25T23:00:00Z", "2026-11-26T23:00:00Z"),
        ),
        (
            "frist:26.11",
            day("2026-11-25T23:00:00Z", "2026-11-26T23:00:00Z"),
        ),
        (
            "frist:26.11.",
            day("2026-11-25T23:00:00Z", "2026-11-26T23:00:00Z"),
        ),
    ] {
        assert_eq!(parse(typed).due, [expected], "{typed}");
    }
}

proptest::proptest! {
    #[test]
    fn anything_can_be_typed(typed in "(fra:|til:|status:|frist:|\"|«|»|[a-zæøå0-9 .:*()-]|\\PC){0,30}") {
        let found = parse(&typed);
        for word in &found.words {
            proptest::prop_assert!(!word.text.is_empty());
            proptest::prop_assert!(word.text.chars().all(|c| c.is_alphanumeric() || c == ' '), "{:?}", word);
        }
    }
}
