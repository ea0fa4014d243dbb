//! The sheet that asks when to come back: four usual answers, or a day and perhaps a time.

use chrono::NaiveTime;
use dioxus::prelude::*;

use crate::i18n::{Moment, Texts, t};
use crate::ui::components::{Problem, Sheet, raised};
use crate::ui::session::{local, now};

/// When people are at home again.
const EVENING: Option<NaiveTime> = NaiveTime::from_hms_opt(18, 0, 0);

#[component]
pub(crate) fn ComeBack(
    texts: Texts,
    onclose: EventHandler<()>,
    onkeep: EventHandler<String>,
) -> Element {
    let present = local(now());
    let today = Moment { time: None, ..present };
    let mut is_other = use_signal(|| false);
    let mut day = use_signal(String::new);
    let mut time = use_signal(String::new);
    let mut is_missing = use_signal(|| false);
    let saturday = today.plus_days(i64::from((5 + 7 - (today.weekday() - 1)) % 7));
    let saturday = if saturday == today { today.plus_days(7) } else { saturday };
    // Later in the evening it is still tonight, at no time that is over.
    let evening = Moment { time: EVENING, ..today };
    let tonight = if present < evening { evening } else { today };
    let usual = [
        (t!(texts, "when-tonight"), today, tonight.text()),
        (t!(texts, "when-tomorrow"), today.plus_days(1), today.plus_days(1).text()),
        (t!(texts, "when-saturday"), saturday, saturday.text()),
        (t!(texts, "when-week"), today.plus_days(7), today.plus_days(7).text()),
    ];
    rsx! {
        Sheet { texts: texts.clone(), title: t!(texts, "when-title"), onclose,
            if is_other() {
                if is_missing() {
                    Problem { text: t!(texts, "when-missing") }
                }
                div { class: "pair",
                    label { class: "ask",
                        span { {t!(texts, "when-day")} }
                        input {
                            class: "field",
                            id: "when-day",
                            r#type: "date",
                            min: today.text(),
                            value: day(),
                            oninput: move |event| day.set(event.value()),
                        }
                    }
                    label { class: "ask",
                        span { {t!(texts, "when-time")} }
                        input {
                            class: "field",
                            r#type: "time",
                            value: time(),
                            oninput: move |event| time.set(event.value()),
                        }
                    }
                }
                button {
                    class: "btn big light whole",
                    r#type: "button",
                    onclick: move |_| {
                        if Moment::parse(&day.peek()).is_none() {
                            is_missing.set(true);
                        } else if time.peek().is_empty() {
                            onkeep.call(day.peek().clone());
                        } else {
                            onkeep.call(format!("{}T{}", day.peek(), time.peek()));
                        }
                    },
                    {t!(texts, "when-save")}
                }
            } else {
                div { class: "g2",
                    for (label , moment , due) in usual {
                        button {
                            key: "{label}",
                            class: "out",
                            r#type: "button",
                            onclick: move |_| onkeep.call(due.clone()),
                            span {
                                b { "{label}" }
                                small { {raised(&texts.long_day(moment))} }
                            }
                        }
                    }
                }
                button { class: "btn big ghost whole", r#type: "button", onclick: move |_| is_other.set(true),
                    {t!(texts, "when-other")}
                }
            }
        }
    }
}
