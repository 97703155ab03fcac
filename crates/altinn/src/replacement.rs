//! Which refusals of a token are worth a renewal.

use fullmakt_domain::Sensitive;

/// What came of the last token that Altinn refused before its time.
///
/// One renewal for each token that had been honoured; none for a token that was refused from its first call on: then
/// it is not the token that Altinn minds, and renewing it again and again would help nobody.
#[derive(Debug, Default)]
pub(crate) struct Replacement(Option<Replaced>);

#[derive(Debug)]
struct Replaced {
    refused: Sensitive<String>,
    /// The first other token that was given out since.
    by: Option<(Sensitive<String>, Standing)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Untried,
    Honoured,
    Refused,
}

impl Replacement {
    /// Notes a token that is about to be used.
    pub(crate) fn given(&mut self, token: &Sensitive<String>) {
        if let Some(replaced) = &mut self.0
            && replaced.by.is_none()
            && !same(&replaced.refused, token)
        {
            replaced.by = Some((token.clone(), Standing::Untried));
        }
    }

    /// Notes that a token was honoured.
    pub(crate) fn honoured(&mut self, token: &Sensitive<String>) {
        if let Some((by, standing)) = self.by()
            && same(by, token)
            && *standing == Standing::Untried
        {
            *standing = Standing::Honoured;
        }
    }

    /// Notes that a token was refused; says whether it is worth a renewal.
    pub(crate) fn refused(&mut self, token: &Sensitive<String>) -> bool {
        match self.by() {
            Some((by, standing)) if same(by, token) && *standing != Standing::Honoured => {
                *standing = Standing::Refused;
                return false;
            }
            _ => {}
        }
        // Others may be told of the same refusal late, when the renewal is on its way.
        if !self.0.as_ref().is_some_and(|r| same(&r.refused, token)) {
            self.0 = Some(Replaced {
                refused: token.clone(),
                by: None,
            });
        }
        true
    }

    fn by(&mut self) -> Option<&mut (Sensitive<String>, Standing)> {
        self.0.as_mut().and_then(|replaced| replaced.by.as_mut())
    }
}

fn same(one: &Sensitive<String>, other: &Sensitive<String>) -> bool {
    one.expose() == other.expose()
}

#[cfg(test)]
mod tests {
    use fullmakt_domain::Sensitive;

    use super::Replacement;

    fn token(name: &str) -> Sensitive<String> {
        Sensitive::new(name.to_owned())
    }

    #[test]
    fn every_token_that_was_honoured_is_worth_a_renewal() {
        let mut replacement = Replacement::default();
        for (old, new) in [("a", "b"), ("b", "c"), ("c", "d")] {
            assert!(replacement.refused(&token(old)), "{old}");
            assert!(replacement.refused(&token(old)), "{old}, told late");
            replacement.given(&token(new));
            replacement.honoured(&token(new));
        }
        // One that came of itself meanwhile, when the one before had run out.
        replacement.given(&token("e"));
        assert!(replacement.refused(&token("e")));
    }

    #[test]
    fn one_that_was_refused_from_the_first_is_not() {
        let mut replacement = Replacement::default();
        assert!(replacement.refused(&token("a")));
        replacement.given(&token("b"));
        assert!(!replacement.refused(&token("b")));
        replacement.honoured(&token("b"));
        assert!(
            !replacement.refused(&token("b")),
            "not even when others honour it"
        );
        assert!(
            replacement.refused(&token("c")),
            "the next one has its own chance"
        );
    }
}
