//! The pages that a person sees: plain HTML without script.

use std::fmt::Write;

use axum::http::StatusCode;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, X_FRAME_OPTIONS,
};
use axum::response::{IntoResponse, Response};

use super::super::oauth_error::OAuthError;
use super::level::Level;
use super::request::AuthorizationRequest;
use super::words::Locale;
use super::{path, scopes};
use crate::state::Shared;

/// No script, nothing from elsewhere, no frames. `form-action` is left open on purpose: browsers
/// apply it to the redirect after a form post too, and that leads to the client's own port.
const POLICY: &str =
    "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The persons page: who logs in, at which level. `complaint` is shown above the persons.
pub(super) fn persons(
    shared: &Shared,
    id: &str,
    request: &AuthorizationRequest,
    step_up: bool,
    complaint: Option<&str>,
) -> Response {
    let words = request.locale.words();
    let mut body = String::new();
    let lead = words.login_lead.replace("{client}", request.client.name);
    push(&mut body, format_args!("<p>{}</p>", escape(&lead)));
    if step_up {
        push(
            &mut body,
            format_args!("<p class=\"note\" role=\"status\">{}</p>", words.step_up),
        );
    }
    if let Some(complaint) = complaint {
        push(
            &mut body,
            format_args!("<p class=\"error\" role=\"alert\">{complaint}</p>"),
        );
    }
    let levels = level_choice(request);
    push(
        &mut body,
        format_args!(
            "<form method=\"post\" action=\"{action}\">{levels}{hidden}\
             <h2>{heading}</h2><ul class=\"persons\">",
            action = path::PERSON,
            hidden = hidden("login", id),
            heading = words.persons,
        ),
    );
    for person in shared.world().people() {
        let key = escape(&person.key);
        push(
            &mut body,
            format_args!(
                "<li><button name=\"person\" value=\"{key}\" aria-describedby=\"about-{key}\">\
                 {name}</button><p id=\"about-{key}\">{blurb}</p></li>",
                name = escape(&person.name),
                blurb = escape(&person.blurb),
            ),
        );
    }
    push(
        &mut body,
        format_args!(
            "</ul><button class=\"quiet\" name=\"cancel\" value=\"1\">{cancel}</button></form>\
             <details><summary>{other}</summary>\
             <form method=\"post\" action=\"{action}\">{levels}{hidden}\
             <label for=\"pid\">{label}</label><p id=\"pid-help\">{help}</p>\
             <input id=\"pid\" name=\"pid\" inputmode=\"numeric\" maxlength=\"11\" \
             autocomplete=\"off\" aria-describedby=\"pid-help\" required>\
             <button>{log_in}</button></form></details>",
            cancel = words.cancel,
            other = words.other_person,
            action = path::PERSON,
            hidden = hidden("login", id),
            label = words.identity_number,
            help = words.other_person_help,
            log_in = words.log_in,
        ),
    );
    page(
        StatusCode::OK,
        request.locale,
        words.login_title,
        &body,
        Some(id),
    )
}

/// Radio buttons for the two levels that a test person can log in with. A level below the demand
/// cannot be chosen.
fn level_choice(request: &AuthorizationRequest) -> String {
    let words = request.locale.words();
    let lowest = request.level.max(Level::Substantial);
    let mut choice = format!("<fieldset><legend>{}</legend>", words.level);
    for (level, name) in [
        (Level::Substantial, words.substantial),
        (Level::High, words.high),
    ] {
        let checked = if level == lowest { " checked" } else { "" };
        let disabled = if level < lowest { " disabled" } else { "" };
        push(
            &mut choice,
            format_args!(
                "<label><input type=\"radio\" name=\"level\" value=\"{value}\"{checked}{disabled}>\
                 {name}</label>",
                value = level.name(),
            ),
        );
    }
    choice.push_str("</fieldset>");
    choice
}

/// The consent page: one ticked box for each scope that is asked for.
pub(super) fn consent(id: &str, request: &AuthorizationRequest, asked: &[String]) -> Response {
    let words = request.locale.words();
    let lead = words.consent_lead.replace("{client}", request.client.name);
    let mut body = format!(
        "<p>{}</p><form method=\"post\" action=\"{}\">{}<ul class=\"scopes\">",
        escape(&lead),
        path::CONSENT,
        hidden("login", id),
    );
    for scope in asked.iter().filter_map(|name| scopes::find(name)) {
        push(
            &mut body,
            format_args!(
                "<li><label><input type=\"checkbox\" name=\"scope\" value=\"{name}\" checked>\
                 {description}</label><code>{name}</code></li>",
                name = scope.name,
                description = scope.description(request.locale),
            ),
        );
    }
    push(
        &mut body,
        format_args!(
            "</ul><button name=\"decision\" value=\"allow\">{}</button>\
             <button class=\"quiet\" name=\"decision\" value=\"refuse\">{}</button></form>",
            words.allow, words.refuse_all,
        ),
    );
    page(
        StatusCode::OK,
        request.locale,
        words.consent_title,
        &body,
        Some(id),
    )
}

/// The page that a faulty request ends on. It never leads back to the client.
pub(super) fn error(locale: Locale, error: &OAuthError) -> Response {
    let words = locale.words();
    let body = format!(
        "<p>{}</p><p><code>{}</code>: {}</p>",
        words.error_lead,
        error.error,
        escape(&error.description),
    );
    page(
        StatusCode::BAD_REQUEST,
        locale,
        words.error_title,
        &body,
        None,
    )
}

/// The page for a login that took too long or was finished in another tab.
pub(super) fn expired(locale: Locale) -> Response {
    let words = locale.words();
    let body = format!("<p>{}</p>", words.expired);
    page(
        StatusCode::BAD_REQUEST,
        locale,
        words.error_title,
        &body,
        None,
    )
}

/// The page after "cancel". It never leads back to the client.
pub(super) fn cancelled(locale: Locale) -> Response {
    let words = locale.words();
    let body = format!("<p>{}</p>", words.cancelled);
    page(StatusCode::OK, locale, words.cancelled_title, &body, None)
}

/// The page after logout, when there is no address to go to.
pub(super) fn logged_out(locale: Locale) -> Response {
    let words = locale.words();
    let body = format!("<p>{}</p>", words.logged_out);
    page(StatusCode::OK, locale, words.logged_out_title, &body, None)
}

/// The answer to `response_mode=form_post`: a form with one button, since there is no script that
/// could send it.
pub(super) fn form_post(locale: Locale, action: &str, parameters: &[(&str, &str)]) -> Response {
    let words = locale.words();
    let fields: String = parameters
        .iter()
        .map(|(name, value)| hidden(name, value))
        .collect();
    let body = format!(
        "<form method=\"post\" action=\"{}\">{fields}<button>{}</button></form>",
        escape(action),
        words.go_on,
    );
    page(StatusCode::OK, locale, words.go_on, &body, None)
}

/// The style sheet.
pub(super) async fn style() -> impl IntoResponse {
    (
        [(CONTENT_TYPE, "text/css; charset=utf-8")],
        include_str!("pages.css"),
    )
}

/// Frame around every page. With the id of a login under way, languages can be chosen.
fn page(
    status: StatusCode,
    locale: Locale,
    title: &str,
    body: &str,
    login: Option<&str>,
) -> Response {
    let words = locale.words();
    let languages = login.map_or_else(String::new, |id| language_choice(locale, id));
    let html = format!(
        "<!doctype html><html lang=\"{lang}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title} – ID-porten</title><link rel=\"stylesheet\" href=\"{style}\"></head>\
         <body><p class=\"notice\">{notice}</p>{languages}<main><h1>{title}</h1>{body}</main>\
         </body></html>",
        lang = locale.tag(),
        style = path::STYLE,
        notice = words.test_notice,
    );
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CACHE_CONTROL, "no-store"),
        (CONTENT_SECURITY_POLICY, POLICY),
        (REFERRER_POLICY, "no-referrer"),
        (X_FRAME_OPTIONS, "DENY"),
    ];
    (status, headers, html).into_response()
}

fn language_choice(current: Locale, id: &str) -> String {
    let mut choice = format!("<nav aria-label=\"{}\">", current.words().choose_language);
    for locale in Locale::ALL.into_iter().filter(|locale| *locale != current) {
        push(
            &mut choice,
            format_args!(
                "<a href=\"{}?login={}&amp;language={tag}\" hreflang=\"{tag}\" lang=\"{tag}\">{}</a> ",
                path::LANGUAGE,
                escape(id),
                locale.own_name(),
                tag = locale.tag(),
            ),
        );
    }
    choice.push_str("</nav>");
    choice
}

fn hidden(name: &str, value: &str) -> String {
    format!(
        "<input type=\"hidden\" name=\"{}\" value=\"{}\">",
        escape(name),
        escape(value)
    )
}

fn push(html: &mut String, text: std::fmt::Arguments<'_>) {
    html.write_fmt(text)
        .expect("writing to a string cannot fail");
}

/// Text made safe inside an element or a quoted attribute.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    #[test]
    fn text_cannot_leave_its_place() {
        assert_eq!(super::escape("<b a=\"'&"), "&lt;b a=&quot;&#39;&amp;");
    }
}
