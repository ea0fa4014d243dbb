//! A text in blocks: headings, paragraphs and lists, with what changed since it was read marked.

use dioxus::prelude::*;
use shared::blocks::{Block, Item, Sort, blocks};

/// What a card or the message says. Functions weigh less than components, and this holds nothing.
pub(crate) fn drawn(text: &str, seen: Option<&str>) -> Element {
    let drawn = |block: &Block| {
        let items = block.items.iter().map(|item| line(item, seen));
        match block.sort {
            Sort::Heading => rsx! { h2 { {items} } },
            Sort::Paragraph => rsx! { p { {items} } },
            Sort::Bullets => {
                let items = items.map(|item| rsx! { li { {item} } });
                rsx! { ul { {items} } }
            }
            Sort::Numbers => {
                let items = items.map(|item| rsx! { li { {item} } });
                rsx! { ol { {items} } }
            }
        }
    };
    let blocks = blocks(text);
    let drawn = blocks.iter().map(drawn);
    rsx! {
        div { class: "blocks", dir: "auto", {drawn} }
    }
}

fn line(item: &Item, seen: Option<&str>) -> Element {
    let spans = item.spans.iter().map(|span| match (span.strong, span.emphasis) {
        (false, false) => rsx! { "{span.text}" },
        (true, _) => rsx! { b { "{span.text}" } },
        (false, true) => rsx! { em { "{span.text}" } },
    });
    if item.is_new_to(seen) {
        rsx! { ins { {spans} } }
    } else {
        rsx! { {spans} }
    }
}
