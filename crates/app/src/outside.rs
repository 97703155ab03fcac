//! What leaves the app for the system: addresses to the browser, marks to the trace, the window's warnings to the log.

use url::Url;

use crate::failures::from_store;
use crate::letter::letter;
use crate::state::App;
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::session::{UiLog, UiMark};
use crate::surface::system_users::OpenTarget;

/// Marks that a window may write (design, section 5).
const MARKS: &[&str] = &[
    "ui_ready",
    "first_rows",
    "search",
    "switch_party",
    "palette",
    "matrix",
    "matrix_filter",
];
/// Longest message of the window that is logged, in characters.
const LONGEST: usize = 300;

impl App {
    /// Opens an address that the window named. The core builds every address itself, but two that come from outside: the
    /// vendor's page, which must be `https` and on the host that was shown, and a page at Altinn, judged as strictly as a
    /// link to a request.
    pub(crate) async fn open_target(&self, target: OpenTarget) -> Result<(), Failure> {
        let url = match target {
            OpenTarget::Request { key } => {
                let link = App::confirm_link(self, &key).await?;
                Url::parse(&link.url).map_err(|_| Failure::new(ErrorCode::AddressNotAllowed))?
            }
            OpenTarget::SystemUsers => self.overview_url(),
            OpenTarget::NewSystemUser => self.creation_url(),
            OpenTarget::AltinnPage { text } => {
                let page = crate::approvals::link::page(&text, &self.0.environment);
                page.ok_or_else(|| Failure::new(ErrorCode::AddressNotAllowed))?
                    .url
            }
            OpenTarget::Letter { subject, body } => {
                return self.start_program_for(&letter(&subject, &body)?);
            }
            OpenTarget::VendorPage { number } => self.vendor_page(&number).await?,
            OpenTarget::Known { name } => known(&name)?,
        };
        self.0.host.open_browser(&url).map_err(|reason| {
            tracing::warn!(%reason, "no browser");
            Failure::new(ErrorCode::BrowserUnavailable)
        })
    }

    /// Starts the system's program for a mail or a call: no browser takes their addresses.
    pub(crate) fn start_program_for(&self, url: &Url) -> Result<(), Failure> {
        self.0.host.open_program(url).map_err(|reason| {
            tracing::warn!(%reason, "no program");
            Failure::new(ErrorCode::ProgramUnavailable)
        })
    }

    /// The vendor's page of a receipt, read again from Altinn: the receipt keeps its host only.
    async fn vendor_page(&self, number: &str) -> Result<Url, Failure> {
        let account = self.account()?;
        let receipt = self.receipt_view(number).await?;
        let id = receipt
            .review
            .key
            .parse()
            .map_err(|_| Failure::new(ErrorCode::NotFound))?;
        let row = account
            .store
            .requests()
            .get(id)
            .await
            .map_err(|e| from_store(&e))?;
        let row = row.ok_or_else(|| Failure::new(ErrorCode::NotFound))?;
        let address = self.redirect_address(&account, &row).await?;
        let url = Url::parse(&address).map_err(|_| Failure::new(ErrorCode::AddressNotAllowed))?;
        let same_host = url.host_str() == receipt.redirect_host.as_deref();
        let has_user = !url.username().is_empty() || url.password().is_some();
        if url.scheme() != "https" || has_user || !same_host {
            return Err(Failure::new(ErrorCode::AddressNotAllowed)
                .with("host", url.host_str().unwrap_or_default()));
        }
        Ok(url)
    }

    /// Writes a mark of the window to the trace.
    pub(crate) fn note_ui_mark(&self, mark: &UiMark) {
        if MARKS.contains(&mark.name.as_str()) {
            self.0.host.mark(
                &mark.name,
                mark.ms.filter(|ms| ms.is_finite() && *ms >= 0.0),
            );
        }
    }

    /// Writes a warning of the window to the log, redacted and short.
    pub(crate) fn note_ui_log(&self, entry: &UiLog) {
        let short: String = entry.message.chars().take(LONGEST).collect();
        let message = fullmakt_net::redact(&short);
        if entry.level == "error" {
            tracing::error!(target: "window", %message);
        } else {
            tracing::warn!(target: "window", %message);
        }
    }
}

/// Addresses on our fixed list.
fn known(name: &str) -> Result<Url, Failure> {
    let address = match name {
        "licence" => "https://www.apache.org/licenses/LICENSE-2.0",
        _ => return Err(Failure::new(ErrorCode::AddressNotAllowed).with("name", name)),
    };
    Url::parse(address).map_err(|_| Failure::unexpected("address"))
}
