//! Sets of access packages, small enough to compare by the hundred thousand.

use std::collections::HashMap;

/// The packages that a matrix speaks of: each code has a place, in the order in which it was met.
#[derive(Clone, Debug, Default)]
pub struct Packages {
    codes: Vec<String>,
    places: HashMap<String, usize>,
}

impl Packages {
    /// The place of a code; a new one gets the next.
    pub fn place(&mut self, code: &str) -> usize {
        if let Some(&place) = self.places.get(code) {
            return place;
        }
        let place = self.codes.len();
        self.codes.push(code.to_owned());
        self.places.insert(code.to_owned(), place);
        place
    }

    /// The place of a code that was met before.
    pub fn find(&self, code: &str) -> Option<usize> {
        self.places.get(code).copied()
    }

    /// The set of these codes.
    pub fn set<'a>(&mut self, codes: impl IntoIterator<Item = &'a str>) -> PackageSet {
        let mut set = PackageSet::default();
        for code in codes {
            set.insert(self.place(code));
        }
        set
    }

    /// Codes of a set, in alphabetical order.
    pub fn codes(&self, set: &PackageSet) -> Vec<String> {
        let mut codes: Vec<String> = set
            .places()
            .filter_map(|place| self.codes.get(place).cloned())
            .collect();
        codes.sort_unstable();
        codes
    }

    /// Every code.
    pub fn all(&self) -> &[String] {
        &self.codes
    }
}

/// A set of packages, by their places.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct PackageSet(Vec<u64>);

impl PackageSet {
    /// Adds a package.
    pub fn insert(&mut self, place: usize) {
        let word = place / 64;
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << (place % 64);
    }

    /// Whether it holds a package.
    pub fn contains(&self, place: usize) -> bool {
        self.word(place / 64) & (1 << (place % 64)) != 0
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|&word| word == 0)
    }

    /// How many it holds.
    pub fn len(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Whether they share any.
    pub fn meets(&self, other: &PackageSet) -> bool {
        (0..self.0.len()).any(|at| self.word(at) & other.word(at) != 0)
    }

    /// What is in both.
    #[must_use]
    pub fn and(&self, other: &PackageSet) -> PackageSet {
        self.merged(other, |mine, theirs| mine & theirs)
    }

    /// What is in either.
    #[must_use]
    pub fn or(&self, other: &PackageSet) -> PackageSet {
        self.merged(other, |mine, theirs| mine | theirs)
    }

    /// What is here and not in `other`.
    #[must_use]
    pub fn without(&self, other: &PackageSet) -> PackageSet {
        self.merged(other, |mine, theirs| mine & !theirs)
    }

    /// Places, in order.
    pub fn places(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.0.len() * 64).filter(|&place| self.contains(place))
    }

    fn word(&self, at: usize) -> u64 {
        self.0.get(at).copied().unwrap_or(0)
    }

    fn merged(&self, other: &PackageSet, how: impl Fn(u64, u64) -> u64) -> PackageSet {
        let length = self.0.len().max(other.0.len());
        let mut words: Vec<u64> = (0..length)
            .map(|at| how(self.word(at), other.word(at)))
            .collect();
        // Equal sets are equal values, however they came to be.
        while words.last() == Some(&0) {
            words.pop();
        }
        PackageSet(words)
    }
}

#[cfg(test)]
mod tests {
    use super::{PackageSet, Packages};

    #[test]
    fn sets_of_any_size_are_compared_and_merged() {
        let mut packages = Packages::default();
        let many: Vec<String> = (0..200).map(|n| format!("p{n:03}")).collect();
        let all = packages.set(many.iter().map(String::as_str));
        let few = packages.set(["p003", "p190"]);
        assert_eq!(all.len(), 200);
        assert!(few.meets(&all) && !few.meets(&PackageSet::default()));
        assert_eq!(packages.codes(&all.and(&few)), ["p003", "p190"]);
        assert_eq!(all.without(&few).len(), 198);
        assert_eq!(all.without(&few).or(&few), all);
        let low = packages.set(["p003"]);
        assert_eq!(
            few.and(&low),
            low,
            "equal sets are equal, whatever they were longer than"
        );
        assert_eq!(packages.find("p190"), Some(190));
        assert_eq!(packages.find("p200"), None);
    }
}
