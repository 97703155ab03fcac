//! The body of a letter: fetched where the dialog points, and made into a tree.

use fullmakt_altinn::ContentError;
use fullmakt_altinn::dialogs::DialogToken;
use fullmakt_content::{Document, Format, MediaType, render};
use fullmakt_domain::dialog::{ContentValue, EXPIRED_URL, UNAUTHORIZED_URL};
use url::Url;

use super::failures::{from_content, host_of};
use super::words::accepted;
use crate::state::App;
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::messages::Body;

impl App {
    /// Reads what a content field refers to. **At Altinn Melding this tells the sender that it was read.**
    ///
    /// # Errors
    /// [`ContentError`] when the host did not take the token, so that the caller can try with a new one; every other
    /// fault is in the body itself.
    pub(super) async fn letter(
        &self,
        content: Option<&ContentValue>,
        token: Option<&DialogToken>,
    ) -> Result<Body, ContentError> {
        let language = self.language().into();
        let Some(content) = content else {
            return Ok(Body::None);
        };
        let Some((lang, value)) = content.value.best(language) else {
            return Ok(Body::None);
        };
        if content.is_authorized == Some(false) || value == UNAUTHORIZED_URL {
            return Ok(Body::NotAuthorised);
        }
        if value == EXPIRED_URL {
            return Ok(Body::Expired);
        }
        let format = match MediaType::parse(&content.media_type) {
            Some(MediaType::Embed(format)) => format,
            Some(MediaType::Text(format)) => {
                let bytes = value.as_bytes().to_vec();
                return Ok(shown(format, bytes, None, lang).await);
            }
            None => return Ok(unavailable(value)),
        };
        let Some(token) = token else {
            return Ok(unavailable(value));
        };
        let content = self.0.altinn.dialog_content();
        match content.embed(value, token, &accepted(language)).await {
            Ok(found) if found.bytes.iter().all(u8::is_ascii_whitespace) => Ok(Body::None),
            // A page where a letter was promised is a login or an error.
            Ok(found) if !format.fits_answer(found.media_type.as_deref()) => Ok(unavailable(value)),
            Ok(found) => Ok(shown(format, found.bytes, Url::parse(value).ok(), lang).await),
            Err(ContentError::TokenRefused) => Err(ContentError::TokenRefused),
            Err(ContentError::NoRight) => Ok(Body::NotAuthorised),
            Err(ContentError::NotFound) => Ok(Body::Expired),
            Err(error) => Ok(Body::Failed {
                failure: from_content(&error, value),
            }),
        }
    }
}

/// A text that came inside the dialog, as a tree; `None` when it says nothing or is of a kind that is not shown.
pub(super) async fn inner_text(
    content: Option<&ContentValue>,
    language: fullmakt_domain::Language,
) -> Option<Document> {
    let content = content?;
    let (lang, value) = content.value.best(language)?;
    let Some(MediaType::Text(format)) = MediaType::parse(&content.media_type) else {
        return None;
    };
    match shown(format, value.as_bytes().to_vec(), None, lang).await {
        Body::Shown { document, .. } if !document.blocks.is_empty() => Some(document),
        _ => None,
    }
}

/// The tree of a text. A hostile one can take a second, which no other task should wait for.
async fn shown(format: Format, bytes: Vec<u8>, origin: Option<Url>, lang: &str) -> Body {
    let rendered = tokio::task::spawn_blocking(move || render(format, bytes, origin.as_ref()));
    match rendered.await {
        Ok(document) => Body::Shown {
            document,
            lang: (!lang.is_empty()).then(|| lang.to_owned()),
        },
        Err(_) => Body::Failed {
            failure: Failure::unexpected("render"),
        },
    }
}

fn unavailable(address: &str) -> Body {
    let failure = Failure::new(ErrorCode::ContentUnavailable);
    Body::Failed {
        failure: match host_of(address) {
            Some(host) => failure.with("host", host),
            None => failure,
        },
    }
}
