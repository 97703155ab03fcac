//! Values that must not leak: tokens, keys, codes. Wiped when dropped, never printed, never serialised.

use std::fmt;

use zeroize::Zeroize;

/// A secret value.
///
/// `Debug` prints an ellipsis, there is no `Display`, no `Serialize` and no `PartialEq` (comparing secrets takes a
/// constant-time function). The only way to the value is [`Sensitive::expose`], which is easy to search for.
pub struct Sensitive<T: Zeroize>(T);

impl<T: Zeroize> Sensitive<T> {
    /// Takes the value in. The caller's own copies, if any, stay the caller's concern.
    pub fn new(value: T) -> Self {
        Sensitive(value)
    }

    /// The value itself: for the one place that has to send or use it.
    pub fn expose(&self) -> &T {
        &self.0
    }
}

impl<T: Zeroize> Drop for Sensitive<T> {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl<T: Zeroize + Clone> Clone for Sensitive<T> {
    fn clone(&self) -> Self {
        Sensitive(self.0.clone())
    }
}

impl<T: Zeroize> From<T> for Sensitive<T> {
    fn from(value: T) -> Self {
        Sensitive(value)
    }
}

impl<T: Zeroize> fmt::Debug for Sensitive<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sensitive(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::Sensitive;
    use zeroize::Zeroize;

    #[test]
    fn debug_shows_nothing_of_the_value() {
        let secret = Sensitive::new(String::from("eyJhbGciOi.secret.token"));
        assert_eq!(format!("{secret:?}"), "Sensitive(…)");
        assert_eq!(format!("{:?}", Some(&secret)), "Some(Sensitive(…))");
        assert_eq!(secret.expose(), "eyJhbGciOi.secret.token");
    }

    /// Counts how often it is wiped.
    struct Probe<'a>(&'a std::cell::Cell<u32>);

    impl Zeroize for Probe<'_> {
        fn zeroize(&mut self) {
            self.0.set(self.0.get() + 1);
        }
    }

    #[test]
    fn the_value_is_wiped_when_dropped() {
        let wiped = std::cell::Cell::new(0);
        drop(Sensitive::new(Probe(&wiped)));
        assert_eq!(wiped.get(), 1);
    }
}
