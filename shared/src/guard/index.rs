//! The lists of the guard, by how their entries begin.
//!
//! A note has many words and hardly one of them is listed; reading all lists for each of them would
//! take longer than everything else that happens to a visit. The index is made once.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::fold::without_article;
use super::{Topic, stem, words};

pub(super) static INDEX: LazyLock<Index> = LazyLock::new(Index::new);

/// One entry of a list.
pub(super) struct Entry {
    pub(super) topic: Topic,
    pub(super) whole: &'static str,
    pub(super) forms: Vec<&'static str>,
}

pub(super) struct Index {
    entries: Vec<Entry>,
    /// By the stem of the first form, which plural and feminine share.
    by_stem: BTreeMap<&'static str, Vec<usize>>,
    /// By the first form as it is, for words that lost their article.
    by_form: BTreeMap<&'static str, Vec<usize>>,
    /// By the beginning that is enough, for forms that take any ending.
    by_start: BTreeMap<&'static str, Vec<usize>>,
}

impl Index {
    fn new() -> Self {
        let all = Topic::ALL.into_iter().flat_map(|topic| {
            words::of(topic).map(move |whole| {
                let forms = whole.split(' ').collect();
                Entry { topic, whole, forms }
            })
        });
        let mut index = Self {
            entries: all.collect(),
            by_stem: BTreeMap::new(),
            by_form: BTreeMap::new(),
            by_start: BTreeMap::new(),
        };
        for (place, entry) in index.entries.iter().enumerate() {
            let first = entry.forms.first().copied().unwrap_or_default();
            match first.strip_suffix('*') {
                Some(start) => index.by_start.entry(start).or_default().push(place),
                None => {
                    index.by_stem.entry(stem(first)).or_default().push(place);
                    index.by_form.entry(first).or_default().push(place);
                }
            }
        }
        index
    }

    /// The entries whose first form is `word`, in the order of the lists.
    pub(super) fn beginning_like(&self, word: &str) -> impl Iterator<Item = &Entry> {
        let bare = without_article(word);
        let mut places: Vec<usize> = Vec::new();
        places.extend(self.by_stem.get(stem(word)).into_iter().flatten());
        places.extend(self.by_form.get(bare).into_iter().flatten());
        for whole in [word, bare] {
            for (end, char) in whole.char_indices() {
                let start = whole.get(..end + char.len_utf8()).unwrap_or_default();
                places.extend(self.by_start.get(start).into_iter().flatten());
            }
        }
        places.sort_unstable();
        places.dedup();
        places.into_iter().filter_map(|place| self.entries.get(place))
    }
}
