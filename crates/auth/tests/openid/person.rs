//! The person in the browser: follows the provider's redirects, keeps its cookies, fills in its pages.

use std::collections::BTreeMap;

use fullmakt_net::{Answer, Call, Net};
use url::Url;

/// What the person does at the provider.
#[derive(Clone, Copy)]
pub struct Visit {
    /// Signs in as this one.
    pub who: &'static str,
    /// How surely.
    pub acr: &'static str,
    /// Does not allow this scope.
    pub refuse: Option<&'static str>,
    /// Leaves by the button that says no.
    pub says_no: bool,
}

impl Default for Visit {
    fn default() -> Self {
        Visit {
            who: "kari",
            acr: "idporten-loa-substantial",
            refuse: None,
            says_no: false,
        }
    }
}

/// A browser that remembers who is signed in, until it is dropped.
pub struct Person {
    net: Net,
    cookies: BTreeMap<String, String>,
    /// The pages that were shown: `login`, `consent`, and those that send themselves on.
    pub shown: Vec<String>,
}

impl Person {
    pub fn new(net: Net) -> Self {
        Person {
            net,
            cookies: BTreeMap::new(),
            shown: Vec::new(),
        }
    }

    /// Opens a login's link and does what the pages ask for; gives the address that the provider sends the browser
    /// back to, and does not go there.
    pub async fn way_back(&mut self, link: &Url, visit: Visit) -> Url {
        let mut at = link.clone();
        let mut answer = self.open(&at).await;
        for _ in 0..12 {
            if let Some(next) = answer.header("location") {
                at = at.join(next).expect("an address");
                if at.origin() != link.origin() {
                    return at;
                }
                answer = self.open(&at).await;
                continue;
            }
            let page = answer.text().into_owned();
            assert_eq!(answer.status, 200, "the provider's own error page: {page}");
            answer = self.fill_in(&at, &page, visit).await;
        }
        panic!("the provider did not send the browser back");
    }

    /// Opens a page, with whatever cookies it goes with; follows nothing.
    pub async fn open(&mut self, address: &Url) -> Answer {
        self.send(Call::get("page", address.clone())).await
    }

    async fn fill_in(&mut self, at: &Url, page: &str, visit: Visit) -> Answer {
        let forms: Vec<Form<'_>> = page.split("<form").skip(1).map(Form::read).collect();
        let main = forms.first();
        let main = main.unwrap_or_else(|| panic!("not a page to fill in: {page}"));
        let name = main.action.rsplit('/').next().unwrap_or_default();
        let (form, fields) = match name {
            _ if visit.says_no => (&forms[1], Vec::new()),
            "login" => (main, vec![("person", visit.who), ("acr", visit.acr)]),
            "consent" => {
                let refused = visit.refuse.map(|scope| ("refuse", scope));
                (main, refused.into_iter().collect())
            }
            // A page that sends itself on, where script may run: somebody else than before has signed in.
            _ => (main, main.hidden.clone()),
        };
        self.shown.push(name.to_owned());
        let action = at.join(form.action).expect("an address");
        self.send(Call::post("page", action).form(fields)).await
    }

    async fn send(&mut self, call: Call<'_>) -> Answer {
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let call = call
            .accept("text/html")
            .header("cookie", cookies.join("; "))
            .idempotent(false);
        let answer = self.net.send(call).await.expect("somebody answers");
        for set in answer.headers.get_all("set-cookie") {
            let set = set.to_str().expect("text");
            let pair = set.split(';').next().unwrap_or_default();
            let (name, value) = pair.split_once('=').expect("a name and a value");
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }
}

/// A form of a page, as far as a person without eyes needs it.
struct Form<'a> {
    action: &'a str,
    hidden: Vec<(&'a str, &'a str)>,
}

impl<'a> Form<'a> {
    /// Reads what follows `<form`.
    fn read(html: &'a str) -> Self {
        let html = html.split("</form>").next().unwrap_or_default();
        let hidden = html
            .split("<input type=\"hidden\"")
            .skip(1)
            .map(|input| (attribute(input, "name"), attribute(input, "value")));
        Form {
            action: attribute(html, "action"),
            hidden: hidden.collect(),
        }
    }
}

/// The first attribute of this name.
fn attribute<'a>(html: &'a str, name: &str) -> &'a str {
    let after = html.split_once(&format!("{name}=\"")).map(|(_, rest)| rest);
    after
        .and_then(|rest| rest.split('"').next())
        .unwrap_or_default()
}
