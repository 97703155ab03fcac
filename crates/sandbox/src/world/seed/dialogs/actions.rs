//! Dialogs with buttons that do something at the service owner.

use super::super::super::World;
use super::super::super::compose::Ground;
use super::super::super::compose::draft::hours;
use super::super::super::dialogs::kinds::{Priority, Status, Verb};
use super::super::super::dialogs::text::Localized;
use super::special::{MAIL, tagged, three};

/// Tag, hours since it came, path of the button below the dialog's address, method, right needed.
/// The path's last part says what the service owner does (see `service_owner::actions`).
const CASES: [(&str, i64, &str, Verb, &str); 8] = [
    (
        "write-action",
        31,
        "/actions/complete/now",
        Verb::Post,
        "write",
    ),
    (
        "write-action-later",
        32,
        "/actions/complete/later",
        Verb::Put,
        "write",
    ),
    (
        "write-action-never",
        33,
        "/actions/complete/never",
        Verb::Post,
        "write",
    ),
    (
        "write-action-refused",
        34,
        "/actions/complete/refused",
        Verb::Post,
        "write",
    ),
    (
        "write-action-unauthorized",
        35,
        "/actions/complete/now",
        Verb::Post,
        "sign",
    ),
    (
        "delete-action",
        36,
        "/actions/delete/now",
        Verb::Delete,
        "write",
    ),
    (
        "delete-action-early",
        37,
        "/actions/delete/early",
        Verb::Delete,
        "write",
    ),
    (
        "write-action-answer",
        38,
        "/actions/answer/later",
        Verb::Post,
        "read",
    ),
];

pub(super) fn add(world: &mut World, ground: &Ground<'_>) {
    for (tag, age, path, method, right) in CASES {
        let title = [
            "Varsel som må godtas",
            "Varsel som må godtakast",
            "Notice to accept",
        ];
        let made = tagged(world, ground, tag, MAIL, hours(age), title);
        let Some(mut draft) = made else { continue };
        draft.status(Status::RequiresAttention).due_in(12);
        draft.markdown(three([
            "Les varselet, og godta det.",
            "Les varselet, og godta det.",
            "Read the notice and accept it.",
        ]));
        let deletes = method == Verb::Delete;
        let (title, priority) = if deletes {
            (three(["Slett", "Slett", "Delete"]), Priority::Secondary)
        } else {
            (three(["Godta", "Godta", "Accept"]), Priority::Primary)
        };
        let button = draft.button(right, path, method, priority, title);
        button.deletes = deletes;
        button.prompt = Some(prompt(deletes));
        draft.done(world);
    }
}

fn prompt(deletes: bool) -> Localized {
    if deletes {
        three([
            "Vil du slette den?",
            "Vil du slette han?",
            "Do you want to delete it?",
        ])
    } else {
        three([
            "Vil du godta varselet på vegne av virksomheten?",
            "Vil du godta varselet på vegner av verksemda?",
            "Do you accept the notice on behalf of the organisation?",
        ])
    }
}
