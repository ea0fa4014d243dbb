//! Where on Earth the machine says that it is, as far as its clock on the wall is concerned.

use shared::time::Millis;

/// How many minutes east of Greenwich the clock on the wall is at an instant.
#[must_use]
#[cfg(target_arch = "wasm32")]
pub fn offset_minutes(at: Millis) -> i32 {
    // A browser counts to the west.
    let date = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(at.0 as f64));
    -(date.get_timezone_offset() as i32)
}

/// How many minutes east of Greenwich the clock on the wall is at an instant.
#[must_use]
#[cfg(not(target_arch = "wasm32"))]
pub fn offset_minutes(at: Millis) -> i32 {
    use chrono::{Local, Offset, TimeZone};

    let local = Local.timestamp_millis_opt(at.0).earliest();
    local.map_or(0, |local| local.offset().fix().local_minus_utc() / 60)
}
