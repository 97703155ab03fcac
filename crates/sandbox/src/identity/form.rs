//! Parameters of OAuth requests, from a query string or from an `x-www-form-urlencoded` body.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;

use super::oauth_error::OAuthError;

/// Decoded parameters in the order they came. An empty value counts as absent (RFC 6749
/// section 3.1).
#[derive(Default)]
pub(super) struct Params(Vec<(String, String)>);

impl Params {
    /// Reads a query string; `None` is an empty one.
    pub(super) fn from_query(query: Option<&str>) -> Self {
        Self::decode(query.unwrap_or_default().as_bytes())
    }

    fn decode(encoded: &[u8]) -> Self {
        Self(
            url::form_urlencoded::parse(encoded)
                .filter(|(_, value)| !value.is_empty())
                .map(|(name, value)| (name.into_owned(), value.into_owned()))
                .collect(),
        )
    }

    /// The first value of a parameter.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// All values of a parameter, as check boxes of one name send them.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// The name of a parameter that was sent twice, which OAuth forbids (RFC 6749 section 3.1).
    /// `resource` may be repeated (RFC 8707 section 2).
    pub(super) fn repeated(&self) -> Option<&str> {
        self.0
            .iter()
            .enumerate()
            .find(|(index, (name, _))| {
                name != "resource" && self.0[..*index].iter().any(|(earlier, _)| earlier == name)
            })
            .map(|(_, (name, _))| name.as_str())
    }
}

/// A form body of an OAuth endpoint. Anything else is refused with `invalid_request`.
pub(super) struct OAuthForm(pub(super) Params);

impl<S: Send + Sync> FromRequest<S> for OAuthForm {
    type Rejection = OAuthError;

    async fn from_request(request: Request, state: &S) -> Result<Self, OAuthError> {
        let params = PageForm::from_request(request, state).await?.0;
        match params.repeated() {
            Some(name) => Err(OAuthError::invalid_request(format!(
                "Parameter '{name}' is repeated"
            ))),
            None => Ok(Self(params)),
        }
    }
}

/// A form body sent by one of our own pages, where check boxes repeat a name.
pub(super) struct PageForm(pub(super) Params);

impl<S: Send + Sync> FromRequest<S> for PageForm {
    type Rejection = OAuthError;

    async fn from_request(request: Request, state: &S) -> Result<Self, OAuthError> {
        let is_form = request
            .headers()
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split(';').next())
            .is_some_and(|kind| {
                kind.trim()
                    .eq_ignore_ascii_case("application/x-www-form-urlencoded")
            });
        if !is_form {
            return Err(OAuthError::invalid_request(
                "Content-Type must be application/x-www-form-urlencoded",
            ));
        }
        let body = Bytes::from_request(request, state)
            .await
            .map_err(|_| OAuthError::invalid_request("The body could not be read"))?;
        Ok(Self(Params::decode(&body)))
    }
}

#[cfg(test)]
mod tests {
    use super::Params;

    #[test]
    fn values_are_decoded_once_and_empty_ones_are_absent() {
        let params = Params::from_query(Some("state=a%2Bb%2520c&nonce=&scope=openid+profile"));
        assert_eq!(params.get("state"), Some("a+b%20c"));
        assert_eq!(params.get("nonce"), None);
        assert_eq!(params.get("scope"), Some("openid profile"));
    }

    #[test]
    fn a_repeated_parameter_is_named_except_resource() {
        assert_eq!(
            Params::from_query(Some("a=1&b=2&a=3")).repeated(),
            Some("a")
        );
        assert_eq!(
            Params::from_query(Some("resource=1&resource=2")).repeated(),
            None
        );
    }
}
