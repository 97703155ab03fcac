//! The palette: what a text is, and what it finds. Never waits for the network.

use fullmakt_domain::org_number::separates;
use fullmakt_domain::{OrgNumber, OrgNumberError, text::fold};
use uuid::Uuid;

use crate::approvals::link::{page, page_view, parse};
use crate::approvals::{requests, waiting_by_party};
use crate::failures::from_store;
use crate::messages;
use crate::state::App;
use crate::surface::common::Failure;
use crate::surface::organisations::{
    PaletteAnswer, PaletteOrganisation, PaletteQuery, PaletteRequest, PaletteSystemUser, Recognised,
};

/// Hits per group at most.
const MOST: u32 = 50;

impl App {
    /// What the palette finds.
    pub(crate) async fn palette_answer(
        &self,
        query: PaletteQuery,
    ) -> Result<PaletteAnswer, Failure> {
        let account = self.account()?;
        let limit = query.limit.clamp(1, MOST) as usize;
        let index = account.index();
        let stored = requests(&account).await?;
        let waiting = waiting_by_party(&stored);
        let hits = index.search(&query.text, limit);
        let found: Vec<Uuid> = hits.iter().filter_map(|hit| index.party(hit.at)).collect();
        let messages = messages::waiting(&account, &found, self.now()).await?;
        let organisations = hits
            .into_iter()
            .map(|hit| {
                let entry = index.entry(hit.at);
                let party = index.party(hit.at).unwrap_or_default();
                PaletteOrganisation {
                    party_uuid: entry.party_uuid.clone(),
                    name: entry.name.clone(),
                    initials: fullmakt_domain::text::initials(&entry.name),
                    org_no: entry.org_no.clone(),
                    kind: entry.kind,
                    hits: hit.spans,
                    waiting: waiting.get(&party).copied().unwrap_or_default(),
                    messages: messages.get(&party).copied().unwrap_or_default(),
                }
            })
            .collect();
        let words: Vec<String> = query
            .text
            .split_whitespace()
            .map(fold)
            .filter(|w| !w.is_empty())
            .collect();
        let (mut requests, mut system_users) = (Vec::new(), Vec::new());
        if !words.is_empty() {
            for row in self.waiting_rows(stored, &index) {
                let byline = [row.vendor.as_deref(), row.organisation.as_deref()]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(", ");
                let Some(system) = row.system else { continue };
                if matches(&words, &[&system, &byline]) && requests.len() < limit {
                    requests.push(PaletteRequest {
                        key: row.key,
                        system,
                        byline,
                    });
                }
            }
            for user in account
                .store
                .system_users()
                .list(None)
                .await
                .map_err(|e| from_store(&e))?
            {
                let organisation = index.name(user.party_uuid).unwrap_or_default();
                if matches(&words, &[&user.title, organisation]) && system_users.len() < limit {
                    system_users.push(PaletteSystemUser {
                        party_uuid: user.party_uuid.to_string(),
                        id: user.id.to_string(),
                        title: user.title,
                        organisation: organisation.to_owned(),
                    });
                }
            }
        }
        Ok(PaletteAnswer {
            recognised: self.recognise(&query.text, &index),
            organisations,
            requests,
            system_users,
        })
    }

    /// What a text itself is, when it is more than words.
    fn recognise(&self, text: &str, index: &super::index::ActorIndex) -> Option<Recognised> {
        let text = text.trim();
        let looks_like_link =
            text.contains("://") || text.starts_with("am.ui.") || text.starts_with("fullmakt:");
        if looks_like_link {
            let environment = &self.0.environment;
            if let Some(found) = page(text, environment) {
                return Some(Recognised::AltinnPage {
                    page: page_view(found.kind),
                    host: found.url.host_str().unwrap_or_default().to_owned(),
                });
            }
            return Some(match parse(text, environment) {
                Ok(link) => Recognised::Link {
                    host: link.url.host_str().unwrap_or_default().to_owned(),
                },
                Err(failure) => Recognised::BadLink { failure },
            });
        }
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let only_number = digits.len() == 9
            && text
                .chars()
                .all(|c| c.is_ascii_digit() || c.is_whitespace() || separates(c));
        if !only_number {
            return None;
        }
        match text.parse::<OrgNumber>() {
            Ok(number) => {
                let known = index
                    .entries()
                    .iter()
                    .find(|e| e.org_no.as_deref() == Some(number.as_str()));
                Some(Recognised::OrgNo {
                    org_no: number.to_string(),
                    party_uuid: known.map(|e| e.party_uuid.clone()),
                    name: known.map(|e| e.name.clone()),
                })
            }
            Err(OrgNumberError::CheckDigit | OrgNumberError::Filler) => {
                Some(Recognised::BadOrgNo { digits })
            }
            Err(OrgNumberError::NotNineDigits) => None,
        }
    }
}

/// Every word stands somewhere in the texts.
fn matches(words: &[String], texts: &[&str]) -> bool {
    let folded: Vec<String> = texts.iter().map(|t| fold(t)).collect();
    words
        .iter()
        .all(|w| folded.iter().any(|t| t.contains(w.as_str())))
}
