//! What one may do with a service: the action ids of its policy, and plain verbs for them.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::language::Language;

/// An action of a service's policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// Action id, as in the policy: `read`, `instantiate`, `complete`.
    pub id: String,
    /// The owner's name for the right, in the language asked for.
    pub name: Option<String>,
}

impl Action {
    /// The plain verb.
    pub fn verb(&self) -> Verb {
        Verb::from_action_id(&self.id)
    }
}

/// Plain verbs for action ids. The order is the order on screen.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Verb {
    /// `read`
    Read,
    /// `write`
    Write,
    /// Sends in: `complete`, `submit`, `send`.
    Submit,
    /// `sign`
    Sign,
    /// `confirm`
    Confirm,
    /// `instantiate`
    Start,
    /// `subscribe`
    Subscribe,
    /// `delete`
    Delete,
    /// `access`, `use` and the like.
    Use,
    /// Anything else, as it came.
    Other {
        /// The action id.
        action: String,
    },
}

impl Verb {
    /// The verb for an action id, whether bare, in any case, or a URN that ends in it.
    pub fn from_action_id(id: &str) -> Verb {
        let bare = id.trim().rsplit([':', '/']).next().unwrap_or_default();
        match bare.to_ascii_lowercase().as_str() {
            "read" | "les" | "lese" => Verb::Read,
            "write" | "skriv" | "update" => Verb::Write,
            "complete" | "submit" | "send" => Verb::Submit,
            "sign" => Verb::Sign,
            "confirm" => Verb::Confirm,
            "instantiate" | "start" | "create" => Verb::Start,
            "subscribe" => Verb::Subscribe,
            "delete" => Verb::Delete,
            "access" | "use" | "execute" => Verb::Use,
            _ => Verb::Other {
                action: id.trim().to_owned(),
            },
        }
    }

    /// The word in a language; an action that we do not know is shown as it came.
    pub fn word(&self, language: Language) -> Cow<'_, str> {
        let (nb, nn, en) = match self {
            Verb::Read => ("lese", "lese", "read"),
            Verb::Write => (
                "fylle ut og endre",
                "fylle ut og endre",
                "fill in and change",
            ),
            Verb::Submit => ("sende inn", "sende inn", "submit"),
            Verb::Sign => ("signere", "signere", "sign"),
            Verb::Confirm => ("bekrefte", "stadfeste", "confirm"),
            Verb::Start => ("starte", "starte", "start"),
            Verb::Subscribe => ("få varsler", "få varsel", "get notified"),
            Verb::Delete => ("slette", "slette", "delete"),
            Verb::Use => ("bruke", "bruke", "use"),
            Verb::Other { action } => return Cow::Borrowed(action),
        };
        Cow::Borrowed(match language {
            Language::Nb => nb,
            Language::Nn => nn,
            Language::En => en,
        })
    }

    /// Sorted verbs of these action ids, each once.
    pub fn of_actions<'a>(ids: impl IntoIterator<Item = &'a str>) -> Vec<Verb> {
        let mut verbs: Vec<Verb> = ids.into_iter().map(Verb::from_action_id).collect();
        verbs.sort();
        verbs.dedup();
        verbs
    }
}

#[cfg(test)]
mod tests {
    use super::{Action, Verb};
    use crate::language::Language;

    #[test]
    fn ids_become_verbs() {
        for (id, verb) in [
            ("read", Verb::Read),
            ("READ", Verb::Read),
            (
                "urn:oasis:names:tc:xacml:1.0:action:action-id:write",
                Verb::Write,
            ),
            ("complete", Verb::Submit),
            ("instantiate", Verb::Start),
            ("access", Verb::Use),
        ] {
            assert_eq!(Verb::from_action_id(id), verb, "{id}");
        }
        let odd = Action {
            id: "ArchiveRead".into(),
            name: None,
        };
        assert_eq!(
            odd.verb(),
            Verb::Other {
                action: "ArchiveRead".into()
            },
            "never guessed"
        );
        assert_eq!(odd.verb().word(Language::Nb), "ArchiveRead");
    }

    #[test]
    fn verbs_come_once_and_in_order() {
        let verbs = Verb::of_actions(["sign", "read", "submit", "write", "complete", "read"]);
        assert_eq!(verbs, [Verb::Read, Verb::Write, Verb::Submit, Verb::Sign]);
        let words: Vec<_> = verbs.iter().map(|v| v.word(Language::Nb)).collect();
        assert_eq!(words, ["lese", "fylle ut og endre", "sende inn", "signere"]);
    }
}
