//! Addresses of the desk: a path and what was chosen, so that a page can be sent to a colleague.

use std::fmt::{self, Display};

use super::gate::encoded;

/// An address under construction.
#[derive(Clone, Debug)]
pub(super) struct Address {
    path: String,
    chosen: Vec<(&'static str, String)>,
}

impl Address {
    pub(super) fn new(path: impl Into<String>) -> Self {
        Self { path: path.into(), chosen: Vec::new() }
    }

    /// The same with one more choice, in the place of an earlier one; without it if it is empty.
    #[must_use]
    pub(super) fn with(mut self, name: &'static str, value: impl Display) -> Self {
        self.chosen.retain(|(other, _)| *other != name);
        let value = value.to_string();
        if !value.is_empty() {
            self.chosen.push((name, value));
        }
        self
    }

    /// The same, of a list that has several pages: the one of that number, the first being 0.
    #[must_use]
    pub(super) fn page(self, number: usize) -> Self {
        self.with("page", if number == 0 { String::new() } else { number.to_string() })
    }

    /// What was chosen.
    pub(super) fn chosen(&self) -> &[(&'static str, String)] {
        &self.chosen
    }
}

impl Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        for (index, (name, value)) in self.chosen.iter().enumerate() {
            let mark = if index == 0 { '?' } else { '&' };
            write!(f, "{mark}{name}={}", encoded(value))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_stand_once_and_cannot_break_out() {
        let address = Address::new("/desk/review").with("q", "été & co").with("state", "returned");
        assert_eq!(address.to_string(), "/desk/review?q=%C3%A9t%C3%A9%20%26%20co&state=returned");
        let address = address.with("q", "").with("state", "approved");
        assert_eq!(address.to_string(), "/desk/review?state=approved");
    }
}
