//! Links that stand in a letter: opened in the browser or in the program for mail or calls, after the user was told where
//! they lead.

use fullmakt_content::{Block, Document, Inline, Link, LinkKind};
use url::Url;

use super::guard::web_address;
use super::transmissions::body_of;
use crate::failures::from_store;
use crate::state::{Account, App};
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::messages::{Body, LinkOutcome, LinkProgram, OpenLetterLink};

/// Setting: hosts that the user does not want to be asked about again.
const KNOWN_HOSTS: &str = "link_hosts";

impl App {
    /// Opens a link, or says what to ask first. Only links that stand in the letter as it is kept here are opened: the
    /// window cannot name an address of its own.
    pub(crate) async fn open_letter_link(
        &self,
        input: OpenLetterLink,
    ) -> Result<LinkOutcome, Failure> {
        let account = self.account()?;
        let id = super::id(&input.id, "id")?;
        let link = self.link_in(&account, id, &input.href).await?;
        match link.kind {
            LinkKind::Web => {}
            LinkKind::Mail => return self.start_program(LinkProgram::Mail, &link, input.confirmed),
            LinkKind::Phone => {
                return self.start_program(LinkProgram::Phone, &link, input.confirmed);
            }
        }
        let url = web_address(&self.0.environment, &link.href)?;
        let host = url.host_str().unwrap_or_default().to_owned();
        let mut known = self.known_hosts(&account).await?;
        let is_known = known.contains(&host);
        let is_plain = link.cautions.is_empty();
        let is_trusted = is_known || is_plain && (link.own_host || self.is_altinns(&host));
        if !is_trusted && !input.confirmed {
            return Ok(question(&host, &link.shown));
        }
        if input.confirmed && input.remember && !is_known {
            known.push(host);
            self.keep_hosts(&account, &known).await?;
        }
        self.0.host.open_browser(&url).map_err(|reason| {
            tracing::warn!(%reason, "no browser");
            Failure::new(ErrorCode::BrowserUnavailable)
        })?;
        Ok(LinkOutcome::Opened)
    }

    /// Writes a mail or calls, once the user has said yes: a mail address tells nothing of where its page would be, so
    /// none is known beforehand.
    fn start_program(
        &self,
        program: LinkProgram,
        link: &Link,
        confirmed: bool,
    ) -> Result<LinkOutcome, Failure> {
        let url = Url::parse(&link.href).map_err(|_| Failure::new(ErrorCode::LinkNotOpened))?;
        if !confirmed {
            let to = url.path().to_owned();
            return Ok(LinkOutcome::AskProgram { program, to });
        }
        self.start_program_for(&url)?;
        Ok(LinkOutcome::Opened)
    }

    /// The link as it stands in the message or in one of its opened transmissions.
    async fn link_in(
        &self,
        account: &Account,
        id: uuid::Uuid,
        href: &str,
    ) -> Result<Link, Failure> {
        let held = self.opened_message(account, id).await?;
        let mut found = match &held.body {
            Body::Shown { document, .. } => find(document, href),
            _ => None,
        };
        if let (None, Some(additional)) = (&found, &held.detail.additional) {
            found = find(additional, href);
        }
        if found.is_none() {
            let transmissions = self.opened_transmissions(account, id).await?;
            found = transmissions
                .values()
                .find_map(|kept| match body_of(kept)? {
                    Body::Shown { document, .. } => find(&document, href),
                    _ => None,
                });
        }
        found.ok_or_else(|| Failure::new(ErrorCode::LinkNotOpened))
    }

    /// Altinn's own hosts: those of this environment, and `altinn.no` with what lies under it.
    fn is_altinns(&self, host: &str) -> bool {
        let environment = &self.0.environment;
        let own = [&environment.platform, &environment.portal];
        host == "altinn.no"
            || host.ends_with(".altinn.no")
            || own.iter().any(|url| url.host_str() == Some(host))
    }

    async fn known_hosts(&self, account: &Account) -> Result<Vec<String>, Failure> {
        let hosts = account.store.settings().get(KNOWN_HOSTS).await;
        let hosts = hosts.map_err(|e| from_store(&e))?;
        Ok(hosts
            .and_then(|json| serde_json::from_str(&json).ok())
            .unwrap_or_default())
    }

    async fn keep_hosts(&self, account: &Account, hosts: &[String]) -> Result<(), Failure> {
        let json = serde_json::to_string(hosts).map_err(|_| Failure::unexpected("hosts"))?;
        let settings = account.store.settings();
        settings
            .set(KNOWN_HOSTS, &json)
            .await
            .map_err(|e| from_store(&e))
    }
}

/// What to ask about a host: its letters, and the form that cannot mislead where the letters could. `shown` is how the
/// letter shows it: in letters that mislead nobody, or else in punycode.
fn question(host: &str, shown: &str) -> LinkOutcome {
    let (letters, read) = idna::domain_to_unicode(host);
    let letters = if read.is_ok() {
        letters
    } else {
        host.to_owned()
    };
    LinkOutcome::Ask {
        punycode: (letters != host && shown == host).then(|| host.to_owned()),
        host: letters,
    }
}

/// The link with this address in a document. Of several, the one with the most to look out for.
fn find(document: &Document, href: &str) -> Option<Link> {
    let wanted = Url::parse(href).ok()?;
    let mut links = Vec::new();
    in_blocks(&document.blocks, &mut links);
    links
        .into_iter()
        .filter(|link| link.href == wanted.as_str())
        .max_by_key(|link| link.cautions.len())
        .cloned()
}

fn in_blocks<'a>(blocks: &'a [Block], links: &mut Vec<&'a Link>) {
    for block in blocks {
        match block {
            Block::Paragraph { inlines } | Block::Heading { inlines, .. } => {
                in_inlines(inlines, links);
            }
            Block::List { items, .. } => {
                for item in items {
                    in_blocks(&item.blocks, links);
                }
            }
            Block::Quote { blocks } => in_blocks(blocks, links),
            Block::Table { rows } => {
                for cell in rows.iter().flat_map(|row| &row.cells) {
                    in_blocks(&cell.blocks, links);
                }
            }
            Block::CodeBlock { .. } | Block::Rule => {}
        }
    }
}

fn in_inlines<'a>(inlines: &'a [Inline], links: &mut Vec<&'a Link>) {
    for inline in inlines {
        match inline {
            Inline::Link { link, inlines } => {
                links.push(link);
                in_inlines(inlines, links);
            }
            Inline::Strong { inlines }
            | Inline::Emphasis { inlines }
            | Inline::RefusedLink { inlines, .. } => in_inlines(inlines, links),
            Inline::Text { .. } | Inline::Code { .. } | Inline::Image { .. } | Inline::Break => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use fullmakt_content::{Format, render};

    use super::{find, question};
    use crate::surface::messages::LinkOutcome;

    #[test]
    fn only_links_that_stand_in_the_letter_are_found() {
        let letter = "- **[Skatt](https://www.skatteetaten.no/a)**\n\n| x |\n|---|\n| [B](https://b.example/) |";
        let document = render(Format::Markdown, letter, None);
        assert!(find(&document, "https://www.skatteetaten.no/a").is_some());
        assert!(find(&document, "https://b.example/").is_some());
        for other in [
            "https://b.example/x",
            "https://c.example/",
            "javascript:alert(1)",
            "x",
        ] {
            assert!(find(&document, other).is_none(), "{other}");
        }
    }

    #[test]
    fn letters_that_can_mislead_are_told_in_both_forms() {
        assert_eq!(
            question("xn--80ak6aa92e.com", "xn--80ak6aa92e.com"),
            LinkOutcome::Ask {
                host: "аррӏе.com".to_owned(),
                punycode: Some("xn--80ak6aa92e.com".to_owned()),
            }
        );
        assert_eq!(
            question("nav.no", "nav.no"),
            LinkOutcome::Ask {
                host: "nav.no".to_owned(),
                punycode: None,
            }
        );
    }
}
