//! A person at ID-porten's pages, as a browser without script: follows, chooses who to be, ticks and unticks.

use url::Url;

use crate::control::http;

/// What the person does on the consent page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consent {
    /// Leaves every box ticked.
    All,
    /// Unticks the boxes of scopes whose names hold this.
    Without(&'static str),
}

/// Logs in at the address that the app opened, as a person of the sandbox, and follows until the app's own page.
///
/// # Panics
/// When a page is not as it should be, or the way never ends.
pub async fn log_in(link: &Url, person: &str, consent: Consent) {
    let http = http();
    let mut cookies: Vec<String> = Vec::new();
    let mut next = Step::Get(link.clone());
    for _ in 0..12 {
        let (request, at) = match next {
            Step::Get(url) => (http.get(url.clone()), url),
            Step::Post(url, form) => (http.post(url.clone()).form(&form), url),
        };
        let answer = request
            .header("cookie", cookies.join("; "))
            .send()
            .await
            .expect("somebody answers");
        let set = answer.headers().get_all("set-cookie").iter();
        for cookie in set.filter_map(|value| value.to_str().ok()) {
            let pair = cookie.split(';').next().unwrap_or_default().to_owned();
            let name = format!("{}=", pair.split('=').next().unwrap_or_default());
            cookies.retain(|kept| !kept.starts_with(&name));
            cookies.push(pair);
        }
        if answer.status().is_redirection() {
            let to = answer
                .headers()
                .get("location")
                .and_then(|v| v.to_str().ok());
            next = Step::Get(
                at.join(to.expect("a redirect leads somewhere"))
                    .expect("an address"),
            );
            continue;
        }
        assert_eq!(answer.status(), 200, "{}", at.path());
        let page = answer.text().await.expect("a page");
        let Some(action) = between(&page, "<form method=\"post\" action=\"", "\"") else {
            return;
        };
        let action = at.join(action).expect("an address");
        let login = between(&page, "name=\"login\" value=\"", "\"").unwrap_or_default();
        let mut form = vec![("login".to_owned(), login.to_owned())];
        if page.contains("name=\"decision\"") {
            form.push(("decision".to_owned(), "allow".to_owned()));
            form.extend(
                page.split("name=\"scope\" value=\"")
                    .skip(1)
                    .filter_map(|rest| rest.split('"').next())
                    .filter(
                        |scope| !matches!(consent, Consent::Without(part) if scope.contains(part)),
                    )
                    .map(|scope| ("scope".to_owned(), scope.to_owned())),
            );
        } else if page.contains("name=\"person\"") {
            let level = page
                .split("name=\"level\" value=\"")
                .skip(1)
                .find(|rest| {
                    rest.split('>')
                        .next()
                        .is_some_and(|tag| tag.contains(" checked"))
                })
                .and_then(|rest| rest.split('"').next())
                .expect("one level is chosen");
            form.push(("level".to_owned(), level.to_owned()));
            form.push(("person".to_owned(), person.to_owned()));
        } else {
            // The app's own page has no form of ours.
            return;
        }
        next = Step::Post(action, form);
    }
    panic!("the login never ended");
}

enum Step {
    Get(Url),
    Post(Url, Vec<(String, String)>),
}

fn between<'a>(page: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let start = page.find(before)? + before.len();
    let rest = &page[start..];
    rest.find(after).map(|end| &rest[..end])
}
