//! What only the screen itself can do: move the focus, dress the page, tell where one is.
//!
//! In a browser this goes through the DOM, whose strict policy allows no scripts in text; in a
//! window the renderer runs them.

use std::time::Duration;

use dioxus::prelude::{Event, FormData};

use crate::i18n::Language;

use super::look::{Look, Theme};

/// As long as a screen takes to draw once.
pub(crate) const FRAME: Duration = Duration::from_millis(20);

/// Waits until what is there now is on the screen.
pub(crate) async fn painted() {
    imp::painted().await;
}

/// Moves the focus to the element with this id, and shows it.
pub(crate) fn focus(id: &str) {
    imp::focus(id, false);
}

/// The same, in the middle of what scrolls.
pub(crate) fn focus_in_sight(id: &str) {
    imp::focus(id, true);
}

/// Shows the element with this id, and leaves the focus where it is.
pub(crate) fn show(id: &str) {
    imp::show(id);
}

/// Moves the focus into a sheet that has just opened, and takes what lies under it from touch and keys.
pub(crate) fn open_sheet() {
    imp::cover("sheet");
    imp::focus("sheet", false);
}

/// Gives back what lay under a sheet, unless another one lies there now.
pub(crate) fn close_sheet() {
    imp::uncover("sheet");
}

/// What the window or the tab is called.
pub(crate) fn set_title(title: &str) {
    imp::set_title(title);
}

/// Gives the page its language, direction, colours and size of letters.
pub(crate) fn dress(look: Look) {
    let Look { language, theme, size } = look;
    let theme = match theme {
        Theme::Auto => None,
        Theme::Light => Some("light"),
        Theme::Dark => Some("dark"),
    };
    imp::set_root("lang", Some(language.code()));
    imp::set_root("dir", Some(language.direction()));
    imp::set_root("data-theme", theme);
    imp::set_root("data-size", (size != 100).then(|| size.to_string()).as_deref());
}

/// The language that the person's browser or system speaks, where the app speaks it too.
pub(crate) fn preferred_language() -> Option<Language> {
    imp::languages().iter().find_map(|tag| Language::of_tag(tag))
}

/// A one-time code that the address carried, as a QR code does; it is taken out of the address.
pub(crate) fn take_code() -> Option<String> {
    imp::take_code()
}

/// Where the page came from: the server, in a browser.
pub(crate) fn origin() -> Option<String> {
    imp::origin()
}

/// Whether the app runs in a browser's tab and could be installed.
pub(crate) fn could_install() -> bool {
    imp::could_install()
}

/// Hands a file to the person.
pub(crate) fn hand_over(name: &str, bytes: &[u8]) -> bool {
    imp::hand_over(name, bytes)
}

/// The picture that was chosen in the field with this id, small and telling nothing but what is to be
/// seen on it; none where it cannot be read.
pub(crate) async fn chosen_picture(id: &str, event: &Event<FormData>) -> Option<Vec<u8>> {
    imp::chosen_picture(id, event).await
}

/// An address under which the page finds a picture.
pub(crate) fn address_of(picture: &[u8]) -> String {
    imp::address_of(picture)
}

/// Gives back what the page held for such an address.
pub(crate) fn forget_address(address: &str) {
    imp::forget_address(address);
}

/// Hands the screen to a printer.
pub(crate) fn print() {
    imp::print();
}

/// Calls `back` when the network returns or the app comes to the front.
pub(crate) fn on_return(back: impl Fn() + 'static) {
    imp::on_return(back);
}

#[cfg(target_arch = "wasm32")]
mod imp {
    use dioxus::prelude::{Event, FormData};
    use js_sys::{Array, Uint8Array};
    use wasm_bindgen::prelude::*;
    use web_sys::{
        Blob, Document, HtmlAnchorElement, HtmlElement, ScrollIntoViewOptions,
        ScrollLogicalPosition, Url, Window,
    };

    #[wasm_bindgen(module = "/src/ui/screen.js")]
    extern "C" {
        pub(super) async fn painted();
        #[wasm_bindgen(catch)]
        async fn shrink(id: &str) -> Result<JsValue, JsValue>;
    }

    /// What has it takes neither touch nor keys.
    const INERT: &str = "inert";

    fn window() -> Option<Window> {
        web_sys::window()
    }

    fn document() -> Option<Document> {
        window()?.document()
    }

    pub(super) fn focus(id: &str, in_sight: bool) {
        let Some(element) = document().and_then(|document| document.get_element_by_id(id)) else {
            return;
        };
        if in_sight {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Center);
            options.set_inline(ScrollLogicalPosition::Nearest);
            element.scroll_into_view_with_scroll_into_view_options(&options);
        }
        if let Ok(element) = element.dyn_into::<HtmlElement>() {
            // An element that cannot take the focus leaves it where it is.
            let _ = element.focus();
        }
    }

    pub(super) fn show(id: &str) {
        if let Some(element) = document().and_then(|document| document.get_element_by_id(id)) {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Nearest);
            options.set_inline(ScrollLogicalPosition::Nearest);
            element.scroll_into_view_with_scroll_into_view_options(&options);
        }
    }

    pub(super) fn cover(id: &str) {
        let sheet = document().and_then(|document| document.get_element_by_id(id));
        let Some(veil) = sheet.and_then(|sheet| sheet.parent_element()) else {
            return;
        };
        let mut beside = veil.parent_element().and_then(|all| all.first_element_child());
        while let Some(element) = beside {
            if element != veil {
                // Every element can have this attribute.
                let _ = element.set_attribute(INERT, "");
            }
            beside = element.next_element_sibling();
        }
    }

    pub(super) fn uncover(id: &str) {
        let Some(document) = document().filter(|document| document.get_element_by_id(id).is_none())
        else {
            return;
        };
        while let Ok(Some(element)) = document.query_selector("[inert]") {
            let _ = element.remove_attribute(INERT);
        }
    }

    pub(super) fn set_title(title: &str) {
        if let Some(document) = document() {
            document.set_title(title);
        }
    }

    pub(super) fn set_root(name: &str, value: Option<&str>) {
        let Some(root) = document().and_then(|document| document.document_element()) else {
            return;
        };
        // Both only fail for names that no element can have.
        let _ = match value {
            Some(value) => root.set_attribute(name, value),
            None => root.remove_attribute(name),
        };
    }

    pub(super) fn languages() -> Vec<String> {
        let tags = window().map(|window| window.navigator().languages());
        tags.map(|tags| tags.iter().filter_map(|tag| tag.as_string()).collect()).unwrap_or_default()
    }

    pub(super) fn take_code() -> Option<String> {
        let window = window()?;
        let hash = window.location().hash().ok()?;
        let code = hash.strip_prefix("#code=")?.to_owned();
        let bare = window.location().pathname().ok()?;
        let history = window.history().ok()?;
        // Where the address cannot be changed, the code is used up soon.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&format!("{bare}#/")));
        Some(code)
    }

    pub(super) fn origin() -> Option<String> {
        window()?.location().origin().ok()
    }

    pub(super) fn could_install() -> bool {
        let standalone = window()
            .and_then(|window| window.match_media("(display-mode: standalone)").ok().flatten())
            .is_some_and(|query| query.matches());
        !standalone
    }

    pub(super) fn hand_over(name: &str, bytes: &[u8]) -> bool {
        offer(name, bytes).is_ok()
    }

    pub(super) async fn chosen_picture(id: &str, _: &Event<FormData>) -> Option<Vec<u8>> {
        let bytes: Uint8Array = shrink(id).await.ok()?.dyn_into().ok()?;
        Some(bytes.to_vec())
    }

    pub(super) fn address_of(picture: &[u8]) -> String {
        held(picture).unwrap_or_default()
    }

    pub(super) fn forget_address(address: &str) {
        // What is no such address holds nothing.
        let _ = Url::revoke_object_url(address);
    }

    fn held(bytes: &[u8]) -> Result<String, JsValue> {
        let parts = Array::of1(&Uint8Array::from(bytes));
        Url::create_object_url_with_blob(&Blob::new_with_u8_array_sequence(&parts)?)
    }

    fn offer(name: &str, bytes: &[u8]) -> Result<(), JsValue> {
        let document = document().ok_or(JsValue::NULL)?;
        let url = held(bytes)?;
        let link: HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
        link.set_href(&url);
        link.set_download(name);
        link.click();
        Url::revoke_object_url(&url)
    }

    pub(super) fn print() {
        if let Some(window) = window() {
            // Without a printer there is nothing to do.
            let _ = window.print();
        }
    }

    pub(super) fn on_return(back: impl Fn() + 'static) {
        let Some(window) = window() else {
            return;
        };
        let listener = Closure::<dyn Fn()>::new(back);
        for name in ["online", "pageshow", "focus"] {
            // A browser without the event only makes the person tap.
            let _ =
                window.add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
        }
        listener.forget();
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod imp {
    use std::env;
    use std::fs;

    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use dioxus::document::eval;
    use dioxus::prelude::{Event, FormData};

    use crate::platform::{Clock, MachineClock};

    pub(super) async fn painted() {
        MachineClock::default().pause(super::FRAME).await;
    }

    /// A text as a script writes it.
    fn quoted(text: &str) -> String {
        serde_json::Value::from(text).to_string()
    }

    pub(super) fn focus(id: &str, in_sight: bool) {
        let show = if in_sight { "element.scrollIntoView({block: 'center'});" } else { "" };
        let id = quoted(id);
        eval(&format!(
            "const element = document.getElementById({id}); if (element) {{ {show} element.focus(); }}"
        ));
    }

    pub(super) fn show(id: &str) {
        let id = quoted(id);
        eval(&format!(
            "document.getElementById({id})?.scrollIntoView({{block: 'nearest', inline: 'nearest'}});"
        ));
    }

    pub(super) fn cover(id: &str) {
        let id = quoted(id);
        eval(&format!(
            "const veil = document.getElementById({id})?.parentElement; \
             for (const one of veil?.parentElement.children ?? []) one.inert = one !== veil;"
        ));
    }

    pub(super) fn uncover(id: &str) {
        let id = quoted(id);
        eval(&format!(
            "if (!document.getElementById({id})) \
             for (const one of document.querySelectorAll('[inert]')) one.inert = false;"
        ));
    }

    pub(super) fn set_title(title: &str) {
        eval(&format!("document.title = {}", quoted(title)));
    }

    pub(super) fn set_root(name: &str, value: Option<&str>) {
        let name = quoted(name);
        eval(&match value {
            Some(value) => {
                format!("document.documentElement.setAttribute({name}, {})", quoted(value))
            }
            None => format!("document.documentElement.removeAttribute({name})"),
        });
    }

    pub(super) fn languages() -> Vec<String> {
        ["LC_ALL", "LC_MESSAGES", "LANG"].iter().filter_map(|name| env::var(name).ok()).collect()
    }

    pub(super) fn take_code() -> Option<String> {
        None
    }

    pub(super) fn origin() -> Option<String> {
        None
    }

    pub(super) fn could_install() -> bool {
        false
    }

    /// Into the folder where the program was started, never over another file.
    pub(super) fn hand_over(name: &str, bytes: &[u8]) -> bool {
        let Ok(folder) = env::current_dir() else {
            return false;
        };
        let file = folder.join(name);
        !file.exists() && fs::write(file, bytes).is_ok()
    }

    pub(super) async fn chosen_picture(_: &str, event: &Event<FormData>) -> Option<Vec<u8>> {
        let file = event.files().into_iter().next()?;
        shared::picture::scaled(&file.read_bytes().await.ok()?).ok()
    }

    pub(super) fn address_of(picture: &[u8]) -> String {
        format!("data:image/jpeg;base64,{}", STANDARD.encode(picture))
    }

    pub(super) fn forget_address(_: &str) {}

    pub(super) fn print() {
        eval("window.print();");
    }

    /// A window is told nothing of the network; the core tries again by itself.
    pub(super) fn on_return(_back: impl Fn() + 'static) {}
}
