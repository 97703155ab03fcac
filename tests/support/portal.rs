//! A person at the portal's own pages, as a browser without script: logs in, reads, presses a button.

use url::Url;

use crate::control::http;

/// A person who is logged in at the portal.
pub struct PortalVisit {
    http: reqwest::Client,
    page: Url,
    cookie: String,
}

impl PortalVisit {
    /// Follows an address to a request's page and logs in there as a sandbox person.
    pub async fn follow(address: &Url, person: &str) -> Self {
        let http = http();
        let turned_away = http.get(address.clone()).send().await;
        let turned_away = turned_away.expect("the portal answers");
        assert_eq!(turned_away.status(), 303, "nobody is logged in yet");
        let mut goto = address.path().to_owned();
        if let Some(query) = address.query() {
            goto = format!("{goto}?{query}");
        }
        let login = address
            .join("/accessmanagement/ui/login")
            .expect("a path on the same host");
        let form = [("person", person), ("level", "3"), ("goto", goto.as_str())];
        let answer = http.post(login).form(&form).send().await;
        let answer = answer.expect("the portal answers");
        assert_eq!(answer.status(), 303, "logged in");
        let header = |name: &str| {
            let value = answer.headers().get(name).and_then(|v| v.to_str().ok());
            value.unwrap_or_default().to_owned()
        };
        assert_eq!(header("location"), goto, "back to the request");
        let cookie = header("set-cookie");
        let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        PortalVisit {
            http,
            page: address.clone(),
            cookie,
        }
    }

    /// The page as HTML.
    pub async fn read(&self) -> String {
        let page = self.http.get(self.page.clone());
        let answer = page.header("cookie", &self.cookie).send().await;
        let answer = answer.expect("the portal answers");
        assert_eq!(answer.status(), 200, "the page is shown");
        answer.text().await.expect("a page")
    }

    /// Deletes a system access on its own page. Gives where the portal sends the person then.
    pub async fn delete(&self, system_user: &str) -> String {
        let path = format!("/accessmanagement/ui/systemuser/{system_user}/delete");
        let button = self.page.join(&path).expect("a path on the same host");
        let answer = self
            .http
            .post(button)
            .header("cookie", &self.cookie)
            .send()
            .await
            .expect("the portal answers");
        let status = answer.status();
        let next = answer.headers().get("location").cloned();
        let text = answer.text().await.unwrap_or_default();
        assert_eq!(status, 303, "{text}");
        let next = next.as_ref().and_then(|v| v.to_str().ok());
        next.unwrap_or_default().to_owned()
    }

    /// Presses a button: `approve` or `reject`. Gives where the portal sends the person then.
    pub async fn press(&self, act: &str) -> String {
        let value = |name: &str| {
            let mut pairs = self.page.query_pairs();
            let found = pairs.find(|(key, _)| key == name);
            found
                .map(|(_, value)| value.into_owned())
                .unwrap_or_default()
        };
        let mut button = self.page.clone();
        button.set_query(None);
        button.set_path(&format!("{}/{act}", self.page.path()));
        let form = [("id", value("id")), ("skiplogout", value("skiplogout"))];
        let answer = self
            .http
            .post(button)
            .header("cookie", &self.cookie)
            .form(&form)
            .send()
            .await
            .expect("the portal answers");
        let status = answer.status();
        let next = answer.headers().get("location").cloned();
        let text = answer.text().await.unwrap_or_default();
        assert_eq!(status, 303, "{text}");
        let next = next.as_ref().and_then(|v| v.to_str().ok());
        next.unwrap_or_default().to_owned()
    }
}
