//! When the person may not decide: facts for a message to the colleague who can.

use super::rows::request_id;
use crate::state::App;
use crate::surface::approvals::{OwnAuthority, RequestKind, RequestRef};
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::forwarding::{ColleagueNeed, ColleagueNote};

impl App {
    /// What a message to a colleague says, from the review that was shown. Makes no call.
    pub(crate) async fn colleague_note(&self, input: RequestRef) -> Result<ColleagueNote, Failure> {
        let account = self.account()?;
        let row = self.queue_row(&account, request_id(&input.key)?).await?;
        let review = self
            .shown_review(&account, row.id)
            .await?
            .ok_or_else(|| Failure::new(ErrorCode::RequestChanged))?;
        let ways = self.decide_ways(&review).await;
        let link = App::confirm_link(self, &input.key).await?;
        let mut needs = vec![ColleagueNeed::AccessManager];
        if review.authority.own != OwnAuthority::Nothing {
            needs.push(ColleagueNeed::OwnAuthority);
        }
        if review.kind == RequestKind::Client {
            needs.push(ColleagueNeed::ClientAdministrator);
        }
        Ok(ColleagueNote {
            link: link.url,
            kind: review.kind,
            system: review.system.title,
            vendor: review.vendor.name,
            vendor_org_no: review.vendor.org_no,
            organisation: review.organisation.name,
            org_no: review.organisation.org_no,
            created: review.created,
            services: review.service_count,
            needs,
            missing: review.authority.missing,
            who_can: review.authority.who_can,
            escalate: ways.escalate,
        })
    }
}
