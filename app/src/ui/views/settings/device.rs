//! This phone: whose it is, where its work goes, how it is closed.

use dioxus::prelude::*;

use crate::core::{Recovery, Reply};
use crate::i18n::t;
use crate::ui::components::{TopBar, raised};
use crate::ui::page::use_page;
use crate::ui::route::{Route, use_trail};
use crate::ui::session::{local, use_texts};
use crate::ui::views::shown;

#[component]
pub(crate) fn DeviceScreen() -> Element {
    let texts = use_texts();
    let trail = use_trail();
    let page = use_page(super::about(), |reply| match reply {
        Reply::About(about) => Some(about),
        _ => None,
    });
    let about = match shown(&texts, page) {
        Ok(about) => about,
        Err(instead) => return instead,
    };
    let pin = if about.has_pin { t!(texts, "device-pin-yes") } else { t!(texts, "device-pin-no") };
    let recovery = match about.recovery {
        Recovery::Kept => t!(texts, "recovery-kept"),
        Recovery::ToBeSent => t!(texts, "recovery-to-be-sent"),
        Recovery::NotNeeded => t!(texts, "recovery-not-needed"),
    };
    let idle = about.autolock_minutes;
    let facts = [
        (t!(texts, "device-person"), about.name.clone()),
        (t!(texts, "device-label"), about.label.clone().unwrap_or_default()),
        (t!(texts, "device-server"), about.server.clone()),
        (t!(texts, "device-since"), texts.long_day(local(about.enrolled_at))),
        (t!(texts, "device-rows"), about.rows.to_string()),
        (t!(texts, "device-pin"), pin),
        (t!(texts, "device-recovery"), recovery),
        (t!(texts, "device-autolock"), t!(texts, "minutes", count = idle)),
        (t!(texts, "device-version"), about.version.clone()),
        (t!(texts, "device-id"), about.device.to_string()),
    ];
    rsx! {
        TopBar {
            texts: texts.clone(),
            title: t!(texts, "settings-device"),
            onback: move |()| trail.back(Route::SettingsScreen {}),
        }
        main { class: "scroll", id: "wall", tabindex: "0",
            section { class: "card",
                dl { class: "facts",
                    for (name , value) in facts {
                        if !value.is_empty() {
                            div { key: "{name}",
                                dt { "{name}" }
                                dd { bdi { {raised(&value)} } }
                            }
                        }
                    }
                }
            }
        }
    }
}
