//! The code of a new phone, read by its camera from the supervisor's screen or from paper.

use dioxus::prelude::*;

use crate::i18n::{Texts, t};
use crate::platform::camera::{self, CameraError};
use crate::ui::components::{Problem, Sheet};
use crate::ui::screen;

/// What shows what the camera sees.
const VIDEO: &str = "camera";
/// The address that a code carries ends with this and the words.
const MARK: &str = "/app/#code=";

#[component]
pub(super) fn Scan(
    texts: Texts,
    onclose: EventHandler<()>,
    onfound: EventHandler<String>,
) -> Element {
    let mut problem = use_signal(|| None::<String>);
    let look = {
        let texts = texts.clone();
        move || {
            let texts = texts.clone();
            spawn(async move {
                match camera::read_code(VIDEO).await {
                    Ok(Some(text)) => match words_of(&text, screen::origin().as_deref()) {
                        Some(words) => onfound.call(words),
                        None => problem.set(Some(t!(texts, "scan-other"))),
                    },
                    // The sheet was closed meanwhile.
                    Ok(None) => {}
                    Err(CameraError::Refused) => problem.set(Some(t!(texts, "scan-refused"))),
                    Err(CameraError::Missing) => problem.set(Some(t!(texts, "scan-missing"))),
                }
            });
        }
    };
    rsx! {
        Sheet { texts: texts.clone(), title: t!(texts, "enrol-scan"), onclose,
            if let Some(text) = problem() {
                Problem { text }
                button { class: "btn big light whole", r#type: "button", onclick: move |_| onclose.call(()),
                    {t!(texts, "scan-type")}
                }
            } else {
                p { {t!(texts, "scan-how")} }
                video {
                    id: VIDEO,
                    class: "camera",
                    "aria-hidden": "true",
                    "playsinline": "true",
                    muted: true,
                    onmounted: move |_| look(),
                }
            }
        }
    }
}

/// The words in what a code says: alone, or in an address of the server that the app came from. A
/// phone cannot speak to another one.
fn words_of(text: &str, origin: Option<&str>) -> Option<String> {
    let words = match text.split_once(MARK) {
        Some((server, words)) if Some(server) == origin => words,
        Some(_) => return None,
        None => text,
    };
    let is_code = words.len() < 64 && words.chars().all(|c| c.is_ascii_alphabetic() || c == '-');
    (is_code && !words.is_empty()).then(|| words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_carries_its_words_alone_or_for_this_server() {
        let here = Some("https://palier.example");
        let words = Some("lusab-babad-gutih".to_owned());
        assert_eq!(words_of("https://palier.example/app/#code=lusab-babad-gutih", here), words);
        assert_eq!(words_of("lusab-babad-gutih", here), words);
        assert_eq!(words_of("https://other.example/app/#code=lusab-babad-gutih", here), None);
        for other in ["", "https://palier.example/", "WIFI:S:voisin;;", "lusab babad 7"] {
            assert_eq!(words_of(other, here), None, "{other}");
        }
    }
}
