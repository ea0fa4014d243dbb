//! Phones at the desk, and what they sent that needs a decision.

use std::sync::Arc;

use reqwest::StatusCode;
use shared::protocol::{ChangeOutcome, ENROL_PATH, EnrolAnswer, ProblemCode, Reason, Standing};
use shared::record::Kind;
use shared::value::Value;
use sync_server::ledger::{Entry, Ledger};
use sync_server::service::sync::QUOTA;
use sync_server::service::{accounts, quarantine};

use super::supervisor;
use crate::world::{World, outcomes};

#[tokio::test]
async fn a_code_is_shown_once_as_words_and_picture_and_lets_a_phone_in() {
    let world = Arc::new(World::new().await);
    let (_, nora) = supervisor(&world).await;
    let account = world.made.neighbors[0].1;
    let fields = [("account", account.to_string())];
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let page = nora.post("/desk/me", "/desk/phones/code", &fields).await;
    assert!(page.text.contains("<svg") && page.text.contains("/app/#code="));
    let (_, words) = page.text.split_once("<p class=\"words\">").unwrap();
    let words = words.split('<').next().unwrap();
    let mut request = world.enrolment(account);
    request.code = words.to_owned();
    let answer: EnrolAnswer = world.send(ENROL_PATH, None, &request).await.unwrap();
    assert_eq!(answer.account, account);
    assert!(!nora.get("/desk/phones").await.text.contains(words));
    assert!(nora.get("/desk/phones").await.text.contains("téléphone"));
}

#[tokio::test]
async fn a_lost_phone_is_replaced_in_one_step() {
    let world = Arc::new(World::new().await);
    let lost = world.phone(0).await;
    let (_, nora) = supervisor(&world).await;
    let device = lost.device.to_string();
    let fields = [("device", device.as_str()), ("replace", "yes")];
    let page = nora.post("/desk/me", "/desk/phones/revoke", &fields).await;
    assert_eq!(page.status, StatusCode::OK);
    let (_, words) = page.text.split_once("<p class=\"words\">").unwrap();
    let mut request = world.enrolment(lost.account);
    request.code = words.split('<').next().unwrap().to_owned();
    let answer: EnrolAnswer = world.send(ENROL_PATH, None, &request).await.unwrap();
    assert_eq!(answer.account, lost.account);
    let old = world.sync(&lost, &[]).await;
    assert_eq!(old.standing, Standing::Revoked);
}

#[tokio::test]
async fn a_phone_without_a_recovery_code_is_told_so() {
    let world = Arc::new(World::new().await);
    let phone = world.phone(0).await;
    let (_, nora) = supervisor(&world).await;
    let device = phone.device.to_string();
    let none = nora.post("/desk/me", "/desk/phones/recover", &[("device", &device)]).await;
    assert_eq!(none.to, "/desk/phones?done=no-code");
    assert!(nora.get(&none.to).await.text.contains("pas encore envoyé de code de secours"));
}

#[tokio::test]
async fn a_lost_phone_is_revoked_for_good_and_its_work_is_decided_upon() {
    let world = Arc::new(World::new().await);
    let mut phone = world.phone(0).await;
    let (_, nora) = supervisor(&world).await;
    let device = phone.device.to_string();
    let done = nora.post("/desk/me", "/desk/phones/revoke", &[("device", &device)]).await;
    assert_eq!(done.to, "/desk/phones?done=revoked");
    let entries = Ledger::beside(&world.database()).read().unwrap().unwrap().known;
    let [Entry::RevokeDevice { device: revoked, .. }] = entries.as_slice() else {
        panic!("{entries:?}")
    };
    assert_eq!(*revoked, phone.device);

    let (one, two) = (phone.visit(&world, world.door(0)), phone.visit(&world, world.door(1)));
    let answer = world.sync(&phone, &[one.clone(), two.clone()]).await;
    let aside = ChangeOutcome::Quarantined { reason: Reason::DeviceRevoked };
    assert_eq!(outcomes(&answer), [aside.clone(), aside]);
    let page = nora.get("/desk/aside").await;
    assert!(page.text.contains("Ce téléphone est révoqué"));
    assert!(page.text.contains("Le chauffage ne marche plus."));

    let feed = world.mission().to_string();
    let (one_id, two_id) = (one.id.to_string(), two.id.to_string());
    let named = |record| [("feed", feed.as_str()), ("record", record)];
    let in_now = nora.post("/desk/me", "/desk/aside/let-in", &named(&one_id)).await;
    assert_eq!(in_now.to, "/desk/aside?done=let-in");
    let fields = world.row(world.mission(), Kind::Visit, one.id);
    assert_eq!(fields["author"], Value::Text(phone.account.to_string()));

    let no_reason = nora.post("/desk/me", "/desk/aside/set-aside", &named(&two_id)).await;
    assert_eq!(no_reason.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(no_reason.text.contains("Écrivez la raison"));
    let mut fields = named(&two_id).to_vec();
    fields.push(("why", "ce n’est pas Amina"));
    let set = nora.post("/desk/me", "/desk/aside/set-aside", &fields).await;
    assert_eq!(set.to, "/desk/aside?done=set-aside");
    assert!(nora.get("/desk/aside").await.text.contains("Rien n’est gardé à part"));
    // It is still there, whoever wants to know.
    let kept = world.store.read_now(|read| read.quarantined()).unwrap();
    assert_eq!(kept.len(), 1);
    let again = nora.post("/desk/me", "/desk/aside/set-aside", &fields).await;
    assert_eq!(again.to, "/desk/aside?done=gone");
}

/// Whoever found the phone cannot fill the server with it, and nothing is lost on it either.
#[tokio::test]
async fn a_revoked_phone_fills_its_quota_and_no_more_until_somebody_decides() {
    let world = Arc::new(World::new().await);
    let mut phone = world.phone(0).await;
    let device = phone.device;
    world.desk(move |write, moment| accounts::revoke(write, device, moment));
    let quota = usize::try_from(QUOTA).unwrap();
    let visits: Vec<_> = (0..=quota).map(|n| phone.visit(&world, world.door(n % 600))).collect();
    for some in visits[..quota].chunks(500) {
        world.sync(&phone, some).await;
    }
    let (fits, beyond) = (&visits[quota - 2..quota], &visits[quota - 1..]);
    let refused = world.try_sync(&phone, beyond, &[]).await;
    assert_eq!(crate::world::code_of(refused), ProblemCode::TooLarge);
    // An answer that was lost is given again.
    assert_eq!(outcomes(&world.sync(&phone, fits).await).len(), 2);

    let (feed, account) = (world.mission(), phone.account);
    let (one, now) = (visits[0].id, crate::world::now());
    let why = "un essai".parse().unwrap();
    world.desk(move |write, _| quarantine::set_aside(write, feed, one, account, &why, now));
    let taken = outcomes(&world.sync(&phone, beyond).await);
    assert!(taken.iter().all(|one| matches!(one, ChangeOutcome::Quarantined { .. })), "{taken:?}");
}

#[tokio::test]
async fn the_other_value_of_a_conflict_can_be_taken() {
    let world = Arc::new(World::new().await);
    let mut amina = world.phone(0).await;
    let mut second = world.phone(0).await;
    let (_, nora) = supervisor(&world).await;
    let visit = amina.visit(&world, world.door(0));
    world.sync(&amina, std::slice::from_ref(&visit)).await;
    let feed = world.mission();
    let seq = world.store.read_now(move |read| read.row(feed, Kind::Visit, visit.id)).unwrap();
    let base = Some(shared::change::Base { epoch: world.epoch(), seq: seq.seq() });
    for (phone, note) in [(&mut amina, "Chambre froide."), (&mut second, "Salon froid.")] {
        let note = [("note", Value::from(note))];
        let change = phone.change(feed, Kind::Visit, visit.id, base, &note);
        world.sync(phone, &[change]).await;
    }
    let page = nora.get("/desk/aside").await;
    assert!(page.text.contains("Chambre froide.") && page.text.contains("Salon froid."));
    let stands = world.row(feed, Kind::Visit, visit.id)["note"].clone();
    let (feed_text, seq) = (page.field("feed"), page.field("seq"));
    let fields = [("feed", feed_text.as_str()), ("seq", seq.as_str()), ("field", "note")];
    let taken = nora.post("/desk/me", "/desk/aside/take", &fields).await;
    assert_eq!(taken.to, "/desk/aside?done=taken");
    let now = world.row(feed, Kind::Visit, visit.id)["note"].clone();
    assert_ne!(now, stands);
    assert!(nora.get("/desk/aside").await.text.contains("Aucun désaccord"));
    let again = nora.post("/desk/me", "/desk/aside/take", &fields).await;
    assert_eq!(again.to, "/desk/aside?done=gone");
}
