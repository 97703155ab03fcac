//! What the pages of requests and of change requests share.

use axum::http::StatusCode;
use axum::response::Response;
use uuid::Uuid;

use super::html::{escape, page};
use crate::world::World;
use crate::world::requests::Status;

/// The page for an id that names nothing.
pub(super) fn not_found() -> Response {
    page(
        StatusCode::NOT_FOUND,
        "Finner ikke forespørselen",
        "<h1>Finner ikke forespørselen</h1><p>Den kan være trukket tilbake av leverandøren.</p>",
    )
}

/// Who made the system, at the foot of the page.
pub(super) fn footer(world: &World, system_id: &str) -> String {
    let system = world.systems.get(system_id);
    let number = system.map_or("", |system| system.vendor_org_no.as_str());
    let name = world.organisation_name(number).unwrap_or_default();
    format!(
        "<footer>{} (org.nr. {})</footer>",
        escape(&name),
        escape(number)
    )
}

/// Items under a heading; nothing at all when there are none.
pub(super) fn section(title: &str, items: &str) -> String {
    if items.is_empty() {
        String::new()
    } else {
        format!("<h2>{title}</h2><ul>{items}</ul>")
    }
}

/// A name as an item of a list.
pub(super) fn item(name: &str) -> String {
    format!("<li>{}</li>", escape(name))
}

/// What is said of a request that is decided; `None` for one that waits.
pub(super) fn decided(status: Status) -> Option<&'static str> {
    match status {
        Status::New => None,
        Status::Accepted => Some("Forespørselen er allerede godkjent."),
        Status::Rejected => Some("Forespørselen er allerede avvist."),
        Status::Timedout => Some("Forespørselen er utløpt."),
    }
}

/// The buttons of one request: where they lead, and what goes along.
pub(super) struct Buttons<'a> {
    /// Path of the page; the name of the act follows.
    pub(super) path: &'a str,
    /// The request.
    pub(super) id: Uuid,
    /// What the form carries besides.
    pub(super) skip_logout: Option<bool>,
    /// Where the request stands: a decided one keeps its buttons, greyed.
    pub(super) status: Status,
}

impl Buttons<'_> {
    /// Says above the buttons that it is decided.
    pub(super) fn note(&self) -> String {
        decided(self.status)
            .map(|text| format!("<p class=\"note\">{text}</p>"))
            .unwrap_or_default()
    }

    /// One button.
    pub(super) fn form(&self, act: &str, label: &str, class: &str) -> String {
        let off = decided(self.status).map_or("", |_| " disabled");
        let skip = self.skip_logout.map_or_else(String::new, |skip| {
            format!("<input type=\"hidden\" name=\"skiplogout\" value=\"{skip}\">")
        });
        format!(
            "<form method=\"post\" action=\"{}/{act}\">\
             <input type=\"hidden\" name=\"id\" value=\"{}\">{skip}\
             <button class=\"{class}\"{off}>{label}</button></form>",
            self.path, self.id
        )
    }

    /// Approve and reject, for an access manager.
    pub(super) fn both(&self) -> String {
        self.note()
            + &self.form("approve", "Godkjenn", "")
            + &self.form("reject", "Avvis", "second")
    }
}
