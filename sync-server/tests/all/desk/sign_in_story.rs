//! Coming in and going: links that work once, passwords, sessions, forms of others.

use std::sync::Arc;

use reqwest::StatusCode;
use shared::id::FeedId;
use shared::record::Role;
use sync_server::auth::sign_in::{self, IDLE, LONGEST};
use sync_server::store::{Session, Write};

use super::{Browser, PASSWORD, encoded, person, signed_in, supervisor};
use crate::world::{World, now};

#[tokio::test]
async fn a_link_lets_a_person_choose_a_password_once() {
    let world = Arc::new(World::new().await);
    let (account, login) = person(&world, "Nora S.", Role::Admin, &[]).await;
    let (_, secret) =
        world.desk(move |write, moment| sign_in::invite(write, account, None, None, moment));
    let link = format!("/desk/welcome/{}", secret.reveal());
    let browser = Browser::new(&world);

    let weak = browser.post(&link, &link, &[("password", "court")]).await;
    assert_eq!(weak.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(weak.text.contains("de 12 à 200 caractères"));
    let named = browser.post(&link, &link, &[("password", "avec nora.s dedans")]).await;
    assert!(named.text.contains("contient votre identifiant"));

    let other = "une phrase tout autre";
    let chosen = browser.post(&link, &link, &[("password", other)]).await;
    assert_eq!(chosen.to, "/desk/sign-in?done=password-set");
    assert!(browser.get(&link).await.text.contains("a déjà servi"));
    let again = browser.post("/desk/sign-in", &link, &[("password", PASSWORD)]).await;
    assert!(again.text.contains("a déjà servi"));

    assert_eq!(browser.sign_in(&login, PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(browser.sign_in(&login, other).await.to, "/desk/missions");
}

#[tokio::test]
async fn a_wrong_password_keeps_the_name_and_says_nothing_of_who_exists() {
    let world = Arc::new(World::new().await);
    let (_, login) = person(&world, "Nora S.", Role::Admin, &[]).await;
    let browser = Browser::new(&world);
    let wrong = browser.sign_in(&login, "pas le bon du tout").await;
    let nobody = browser.sign_in("personne", "pas le bon du tout").await;
    for (answer, login) in [(&wrong, login.as_str()), (&nobody, "personne")] {
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text.contains("n’est pas le bon"));
        assert!(answer.text.contains(&format!("value=\"{login}\"")));
        assert!(!answer.text.contains("pas le bon du tout"));
    }
    assert_eq!(wrong.text.replace(&login, "personne"), nobody.text);
}

#[tokio::test]
async fn guessing_is_slowed_down() {
    let world = Arc::new(World::new().await);
    let (_, login) = person(&world, "Nora S.", Role::Admin, &[]).await;
    let browser = Browser::new(&world);
    for _ in 0..4 {
        browser.sign_in(&login, "pas le bon du tout").await;
    }
    let late = browser.sign_in(&login, PASSWORD).await;
    assert_eq!(late.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(late.text.contains("Attendez"));
    // Another name is not held up by it.
    let other = browser.sign_in("personne", "pas le bon du tout").await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn sessions_are_listed_ended_and_end_by_themselves() {
    let world = Arc::new(World::new().await);
    let (account, here) = signed_in(&world, "Nora S.", Role::Admin, &[]).await;
    let there = Browser::new(&world);
    there.sign_in("nora.s", PASSWORD).await;
    let page = here.get("/desk/me").await;
    assert!(page.text.contains(">ici<"));
    let named = page.field("session");
    let fields = [("session", named.as_str())];
    let ended = here.post("/desk/me", "/desk/me/sessions/end", &fields).await;
    assert_eq!(ended.to, "/desk/me?done=session");
    assert_eq!(there.get("/desk/missions").await.to, "/desk/sign-in?next=/desk/missions");
    assert_eq!(here.get("/desk/missions").await.status, StatusCode::OK);

    let end_at = |seen: i64, made: i64| {
        world.desk(move |write, _| age(write, account, seen, made));
    };
    end_at(-IDLE, -IDLE);
    assert_eq!(here.get("/desk/missions").await.status, StatusCode::SEE_OTHER);
    end_at(0, -LONGEST);
    assert_eq!(here.get("/desk/missions").await.status, StatusCode::SEE_OTHER);
    end_at(0, 0);
    assert_eq!(here.get("/desk/missions").await.status, StatusCode::OK);
    let out = here.post("/desk/me", "/desk/sign-out", &[]).await;
    assert_eq!(out.to, "/desk/sign-in");
    assert_eq!(here.get("/desk/missions").await.status, StatusCode::SEE_OTHER);
}

/// Makes the sessions of an account as old as told.
fn age(
    write: &mut dyn Write,
    account: shared::id::AccountId,
    seen: i64,
    made: i64,
) -> Result<(), sync_server::service::ServiceError> {
    for session in write.sessions(account)? {
        write.end_session(&session.secret)?;
        let (seen, made) = (now().plus(seen), now().plus(made));
        write.put_session(&Session { seen, made, ..session })?;
    }
    Ok(())
}

#[tokio::test]
async fn who_left_is_out_at_once() {
    let world = Arc::new(World::new().await);
    let (_, admin) = signed_in(&world, "Claude A.", Role::Admin, &[]).await;
    let (nora, browser) = supervisor(&world).await;
    assert_eq!(browser.get("/desk/missions").await.status, StatusCode::OK);
    let fields = [("account", nora.to_string())];
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let closed = admin.post("/desk/people", "/desk/people/close", &fields).await;
    assert_eq!(closed.to, "/desk/people?done=closed");
    assert_eq!(browser.get("/desk/missions").await.status, StatusCode::SEE_OTHER);
    let again = Browser::new(&world).sign_in("nora.s", PASSWORD).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_form_that_is_not_theirs_does_nothing() {
    let world = Arc::new(World::new().await);
    let (_, nora) = signed_in(&world, "Nora S.", Role::Admin, &[]).await;
    let (_, idir) = signed_in(&world, "Idir A.", Role::Admin, &[]).await;
    let proof_of_idir = idir.get("/desk/me").await.field("proof");
    let fields = [("language", "en"), ("theme", "dark")];
    for proof in ["", "0", proof_of_idir.as_str()] {
        let mut all = vec![("proof", proof)];
        all.extend_from_slice(&fields);
        let refused = nora.post_raw("/desk/me/preferences", &all).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert!(refused.text.contains("n’est plus valable"), "{}", refused.text);
    }
    let proof = nora.get("/desk/me").await.field("proof");
    let body = format!("proof={proof}&language=en&theme=dark");
    let from_elsewhere = reqwest::Client::new()
        .post(world.url("/desk/me/preferences"))
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "cross-site")
        .body(body);
    assert_eq!(nora.send(from_elsewhere).await.status, StatusCode::FORBIDDEN);
    assert!(nora.get("/desk/me").await.text.contains("<html lang=\"fr\">"));
    let set = nora.post("/desk/me", "/desk/me/preferences", &fields).await;
    assert_eq!(set.to, "/desk/me?done=preferences");
    let page = nora.get("/desk/me").await;
    assert!(page.text.contains("<html lang=\"en\" data-theme=\"dark\">"));
}

#[tokio::test]
async fn a_form_is_bounded() {
    let world = Arc::new(World::new().await);
    let browser = Browser::new(&world);
    let long = "a".repeat(200 * 1024);
    let answer = browser.post("/desk/sign-in", "/desk/sign-in", &[("login", long.as_str())]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.text.contains("trop long"));
}

#[tokio::test]
async fn the_way_back_leads_nowhere_else() {
    let world = Arc::new(World::new().await);
    person(&world, "Nora S.", Role::Admin, &[]).await;
    for (next, to) in [
        ("/desk/review?state=returned", "/desk/review?state=returned"),
        ("//example.org/", "/desk/missions"),
        ("https://example.org/", "/desk/missions"),
        ("/desk/\\example.org", "/desk/missions"),
    ] {
        let browser = Browser::new(&world);
        let form = browser.get(&format!("/desk/sign-in?next={}", encoded(next))).await;
        let (proof, next) = (form.field("proof"), form.field("next"));
        let fields =
            [("proof", &*proof), ("next", &next), ("login", "nora.s"), ("password", PASSWORD)];
        assert_eq!(browser.post_raw("/desk/sign-in", &fields).await.to, to);
    }
}

#[tokio::test]
async fn answers_are_strict_and_cookies_are_bound() {
    let world = Arc::new(World::new().await);
    person(&world, "Nora S.", Role::Admin, &[]).await;
    let browser = Browser::new(&world).of_host("palier.example");
    let form = browser.get("/desk/sign-in").await;
    let policy = form.headers["content-security-policy"].to_str().unwrap();
    assert!(policy.starts_with("default-src 'none'"));
    assert!(!policy.contains("unsafe"));
    assert!(policy.contains("frame-ancestors 'none'") && policy.contains("form-action 'self'"));
    assert_eq!(form.headers["cache-control"], "no-store");
    assert_eq!(form.headers["x-content-type-options"], "nosniff");
    let visitor = form.headers["set-cookie"].to_str().unwrap().to_owned();
    browser.sign_in("nora.s", PASSWORD).await;
    for part in ["__Host-palier=", "HttpOnly", "SameSite=Strict", "Secure", "Path=/"] {
        assert!(visitor.contains(part), "{visitor}");
    }
    // The session has a secret of its own: whoever planted the visitor's cookie has nothing.
    let visitor = visitor.split(';').next().unwrap().to_owned();
    assert_ne!(browser.cookie(), Some(visitor.clone()));
    browser.set_cookie(Some(visitor));
    assert_eq!(browser.get("/desk/missions").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn what_a_page_loads_is_there_and_kept_by_the_browser() {
    let world = Arc::new(World::new().await);
    let (_, nora) = signed_in(&world, "Nora S.", Role::Admin, &[]).await;
    let page = nora.get("/desk/missions").await;
    assert_eq!(page.text.matches("<script").count(), 1);
    for file in page.text.split("href=\"/desk/static/").skip(1) {
        let name = file.split('"').next().unwrap();
        let file = nora.get(&format!("/desk/static/{name}")).await;
        assert_eq!(file.status, StatusCode::OK);
        assert!(file.headers["cache-control"].to_str().unwrap().contains("immutable"));
    }
    assert_eq!(nora.get("/desk/static/other.css").await.status, StatusCode::NOT_FOUND);
    assert_eq!(nora.get("/desk/nowhere").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_admin_adds_a_person_and_what_was_refused_is_kept() {
    let world = Arc::new(World::new().await);
    let (_, admin) = signed_in(&world, "Claude A.", Role::Admin, &[]).await;
    let fields = [("name", "Nora S."), ("role", "supervisor"), ("login", "nora")];
    let refused = admin.post("/desk/people", "/desk/people", &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("au moins un quartier"));
    assert!(refused.text.contains("aria-describedby=\"scope-wrong\""));
    assert!(refused.text.contains("value=\"Nora S.\"") && refused.text.contains("value=\"nora\""));
    let territory = FeedId::Territory(world.territory()).to_string();
    let mut fields = fields.to_vec();
    fields.push(("scope", &territory));
    let added = admin.post("/desk/people", "/desk/people", &fields).await;
    assert_eq!(added.status, StatusCode::OK);
    let (_, link) = added.text.split_once("/desk/welcome/").unwrap();
    let link = format!("/desk/welcome/{}", link.get(..64).unwrap());
    let browser = Browser::new(&world);
    browser.post(&link, &link, &[("password", PASSWORD)]).await;
    assert_eq!(browser.sign_in("nora", PASSWORD).await.to, "/desk/missions");
    let again = admin.post("/desk/people", "/desk/people", &fields).await;
    assert!(again.text.contains("porte déjà ce nom"));
    let audit = admin.get("/desk/audit").await;
    assert!(audit.text.contains("a ajouté une personne"));
}
