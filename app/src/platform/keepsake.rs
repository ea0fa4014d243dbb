//! One small text that is kept outside the store and is no secret: how a person wants the app to
//! look. The screen that unlocks the store needs it.

/// What was kept.
#[must_use]
pub fn load() -> Option<String> {
    imp::load()
}

/// Keeps a text in place of the one before. Where the machine refuses, the next start finds the
/// one before.
pub fn keep(text: &str) {
    imp::keep(text);
}

#[cfg(target_arch = "wasm32")]
mod imp {
    /// Under which the browser keeps it.
    const NAME: &str = "palier-look";

    fn storage() -> Option<web_sys::Storage> {
        web_sys::window()?.local_storage().ok().flatten()
    }

    pub(super) fn load() -> Option<String> {
        storage()?.get_item(NAME).ok().flatten()
    }

    pub(super) fn keep(text: &str) {
        if let Some(storage) = storage() {
            // A browser that keeps nothing has said so already, when the store was opened.
            let _ = storage.set_item(NAME, text);
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod imp {
    use std::fs;
    use std::path::PathBuf;

    use directories::ProjectDirs;

    fn file() -> Option<PathBuf> {
        let folders = ProjectDirs::from("org", "Palier", "Palier")?;
        Some(folders.config_dir().join("look.json"))
    }

    pub(super) fn load() -> Option<String> {
        fs::read_to_string(file()?).ok()
    }

    pub(super) fn keep(text: &str) {
        if let Some(file) = file() {
            // The app looks as before at the next start, which one sees.
            let _ = file.parent().map(fs::create_dir_all);
            let _ = fs::write(file, text);
        }
    }
}
