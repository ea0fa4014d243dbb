//! The numbers that a server tells of itself: true, and of nobody.

use sync_server::metrics;
use uuid::Uuid;

use crate::world::{World, now};

/// The value of a line that begins so.
fn value(text: &str, line: &str) -> f64 {
    let found = text.lines().find_map(|told| told.strip_prefix(line)?.strip_prefix(' '));
    found.unwrap_or_else(|| panic!("no {line} in {text}")).parse().unwrap()
}

#[tokio::test]
async fn what_happened_is_counted_and_nobody_is_named() {
    let mut counting = None;
    let keep = |api: sync_server::api::Api| {
        counting = Some(api.metrics());
        api
    };
    let world = World::with(keep, std::future::pending()).await;
    let told = metrics::listen(
        ([127, 0, 0, 1], 0).into(),
        counting.unwrap(),
        std::sync::Arc::clone(&world.store),
        now,
    );
    let (address, told) = told.await.unwrap();
    tokio::spawn(told);
    let ask = || async {
        let answer = world.http.get(format!("http://{address}/metrics")).send().await.unwrap();
        assert_eq!(answer.headers()["content-type"].to_str().unwrap(), metrics::TYPE);
        answer.text().await.unwrap()
    };
    let before = ask().await;
    assert_eq!(value(&before, "palier_backup_age_seconds"), -1.0);
    assert_eq!(value(&before, "palier_phones_seen_today"), 0.0);
    assert!(value(&before, "palier_missions") > 0.0);

    let mut phone = world.phone(0).await;
    let visit = phone.visit(&world, world.door(0));
    world.sync(&phone, std::slice::from_ref(&visit)).await;
    let nowhere = Uuid::from_u128(7);
    let lost = phone.visit(&world, nowhere);
    world.sync(&phone, &[lost]).await;
    let other = world.http.get(world.url("/nobody/knows")).send().await.unwrap();
    assert_eq!(other.status(), 404);

    let after = ask().await;
    let sync = "{path=\"/api/v1/sync\"";
    assert_eq!(value(&after, &format!("palier_requests_total{sync},status=\"200\"}}")), 2.0);
    assert_eq!(value(&after, &format!("palier_request_seconds_count{sync}}}")), 2.0);
    assert_eq!(value(&after, "palier_changes_total{outcome=\"accepted\"}"), 1.0);
    assert_eq!(value(&after, "palier_changes_total{outcome=\"quarantined\"}"), 1.0);
    assert_eq!(value(&after, "palier_changes_aside"), 1.0);
    assert_eq!(value(&after, "palier_visits_to_review"), 1.0);
    assert_eq!(value(&after, "palier_phones"), value(&before, "palier_phones") + 1.0);
    assert_eq!(value(&after, "palier_phones_seen_today"), 1.0);
    assert!(value(&after, "palier_rows_sent_total") > 0.0);
    assert!(after.ends_with("# EOF\n"));
    for id in [phone.device.0, phone.account.0, visit.id] {
        assert!(!after.contains(&id.to_string()), "{id}");
    }
    assert!(!after.contains("/nobody"), "an address that somebody made up");

    // What the dashboard and the manual name is there.
    let named =
        [include_str!("../../../deploy/grafana.json"), include_str!("../../../docs/operate.md")];
    let words = named.iter().flat_map(|text| {
        text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_')
    });
    let mut found = 0;
    for word in words.filter(|word| word.starts_with("palier_")) {
        assert!(
            after.contains(&format!("{word} ")) || after.contains(&format!("{word}{{")),
            "{word}"
        );
        found += 1;
    }
    assert!(found > 10, "{found} names");
}
