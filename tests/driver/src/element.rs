//! Things on a page, found as a person finds them: by role and accessible name, as the engine itself computes them.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::Outcome;
use crate::webdriver::Driver;

/// Key under which WebDriver gives an element's reference.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Something on the page.
#[derive(Debug)]
pub struct Element(String);

impl Element {
    pub(crate) fn id(&self) -> &str {
        &self.0
    }

    /// As WebDriver takes it inside what it is asked.
    pub(crate) fn reference(&self) -> Value {
        json!({ ELEMENT: self.0 })
    }
}

/// What something is called.
#[derive(Clone, Copy, Debug)]
pub enum Name<'a> {
    /// This, and nothing more.
    Exactly(&'a str),
    /// With this in it; a bare text stands for this.
    Holding(&'a str),
}

impl<'a> From<&'a str> for Name<'a> {
    fn from(text: &'a str) -> Self {
        Name::Holding(text)
    }
}

impl Name<'_> {
    /// Whether something called this is meant.
    pub fn fits(self, name: &str) -> bool {
        match self {
            Name::Exactly(text) => name == text,
            Name::Holding(text) => name.contains(text),
        }
    }

    fn text(self) -> String {
        match self {
            Name::Exactly(text) => format!("named '{text}'"),
            Name::Holding(text) => format!("with '{text}' in its name"),
        }
    }
}

impl Driver {
    /// Waits until something with this role and name is there.
    ///
    /// # Errors
    /// When it does not come within the time; the sentence says what the page shows instead.
    pub fn wait_for<'a>(
        &self,
        role: &str,
        name: impl Into<Name<'a>>,
        limit: Duration,
    ) -> Outcome<Element> {
        let name = name.into();
        let until = Instant::now() + limit;
        loop {
            if let Some(element) = self.find(role, name)? {
                return Ok(element);
            }
            if Instant::now() > until {
                return Err(format!("no {role} {}; {}", name.text(), self.instead(role)).into());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// Looks for something with this role and name.
    ///
    /// # Errors
    /// When the window is gone.
    pub fn find<'a>(&self, role: &str, name: impl Into<Name<'a>>) -> Outcome<Option<Element>> {
        let name = name.into();
        // An element may leave the page between two questions; then it is not the one.
        let candidates = match self.candidates(role) {
            Err(error) if is_stale(&*error) => Vec::new(),
            other => other?,
        };
        for element in candidates {
            if let Ok((role_is, name_is)) = self.role_and_name(&element)
                && role_is == role
                && name.fits(&name_is)
            {
                return Ok(Some(element));
            }
        }
        Ok(None)
    }

    /// Role and name of what has the focus.
    ///
    /// # Errors
    /// When the window is gone.
    pub fn focus(&self) -> Outcome<(String, String)> {
        let answer = self.get("/element/active")?;
        let id = answer[ELEMENT].as_str().unwrap_or_default();
        self.role_and_name(&Element(id.to_owned()))
    }

    /// What is there instead of what was waited for.
    fn instead(&self, role: &str) -> String {
        let all = self.candidates(role).unwrap_or_default();
        let names: Vec<String> = all
            .iter()
            .filter_map(|element| self.role_and_name(element).ok())
            .filter(|(role_is, _)| role_is == role)
            .map(|(_, name)| format!("'{name}'"))
            .collect();
        let (focus, called) = self.focus().unwrap_or_default();
        format!(
            "those there are named {}; the focus is on the {focus} '{called}'",
            names.join(", ")
        )
    }

    fn role_and_name(&self, element: &Element) -> Outcome<(String, String)> {
        let computed = |what: &str| -> Outcome<String> {
            let answer = self.get(&format!("/element/{}/{what}", element.0))?;
            Ok(answer.as_str().unwrap_or_default().to_owned())
        };
        Ok((computed("computedrole")?, computed("computedlabel")?))
    }

    fn candidates(&self, role: &str) -> Outcome<Vec<Element>> {
        let native = match role {
            "button" => "button, summary,",
            "link" => "a,",
            "heading" => "h1, h2, h3,",
            "textbox" | "searchbox" | "combobox" => "input, textarea, select,",
            "checkbox" | "radio" => "input,",
            "listbox" => "ul,",
            _ => "",
        };
        let wanted = json!({"using": "css selector", "value": format!("{native} [role='{role}']")});
        let answer = self.post("/elements", &wanted)?;
        let list = answer.as_array().into_iter().flatten();
        Ok(list
            .filter_map(|e| e[ELEMENT].as_str())
            .map(|id| Element(id.to_owned()))
            .collect())
    }
}

/// Whether a step failed because what it was about had just left the page: then it was not taken, and may be tried
/// again on what stands there now.
pub fn is_stale(error: &dyn std::error::Error) -> bool {
    error.to_string().contains("stale element reference")
}

#[cfg(test)]
mod tests {
    use super::Name;

    #[test]
    fn a_first_step_is_not_taken_for_the_last() {
        assert!(Name::Holding("Godkjenn").fits("Godkjenn …"));
        assert!(!Name::Exactly("Godkjenn").fits("Godkjenn …"));
        assert!(Name::from("").fits("whatever it is called"));
    }
}
