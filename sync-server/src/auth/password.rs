//! Passwords: what is asked of one, and the hash that is kept.
//!
//! Long beats strange: a password has twelve letters or more and repeats neither the name of its
//! owner nor one letter. The hash is argon2id with the parameters that OWASP names first.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};

/// The least and the most letters.
pub const LENGTH: std::ops::RangeInclusive<usize> = 12..=200;
const DIFFERENT: usize = 6;

/// Why a password is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassword {
    /// It has too few letters, or far too many.
    #[error("a password has 12 to 200 characters")]
    Length,
    /// It is made of very few different letters.
    #[error("a password has more different characters")]
    Monotonous,
    /// It holds the name of its owner.
    #[error("a password does not contain the name to sign in with")]
    Name,
}

/// Whether a password may be chosen for this login.
///
/// # Errors
/// Says what is weak.
pub fn check(password: &str, login: &str) -> Result<(), WeakPassword> {
    if !LENGTH.contains(&password.chars().count()) {
        return Err(WeakPassword::Length);
    }
    let folded = password.to_lowercase();
    let different: std::collections::BTreeSet<char> = folded.chars().collect();
    if different.len() < DIFFERENT {
        return Err(WeakPassword::Monotonous);
    }
    if login.chars().count() > 2 && folded.contains(login) {
        return Err(WeakPassword::Name);
    }
    Ok(())
}

/// The hash to keep; none where the memory for it cannot be had.
#[must_use]
pub fn hash(password: &str, salt: [u8; 16]) -> Option<String> {
    let hash: PasswordHash =
        Argon2::default().hash_password_with_salt(password.as_bytes(), &salt).ok()?;
    Some(hash.to_string())
}

/// Whether `password` is the one that was hashed. Without a hash it takes as long, so that nobody
/// learns which names there are.
#[must_use]
pub fn verify(password: &str, kept: Option<&str>) -> bool {
    let Some(kept) = kept.and_then(|kept| PasswordHash::new(kept).ok()) else {
        drop(hash(password, [0; 16]));
        return false;
    };
    Argon2::default().verify_password(password.as_bytes(), &kept).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_right_password_opens_and_no_other() {
        let kept = hash("le palier du troisième", [3; 16]).unwrap();
        assert!(kept.starts_with("$argon2id$"));
        assert!(verify("le palier du troisième", Some(&kept)));
        assert!(!verify("le palier du quatrième", Some(&kept)));
        assert!(!verify("", None));
        assert!(!verify("x", Some("no hash")));
    }

    #[test]
    fn weak_passwords_are_refused_with_the_reason() {
        assert_eq!(check("onze lettre", "sonia"), Err(WeakPassword::Length));
        assert_eq!(check("aaaaaaaaaaaaaaaa", "sonia"), Err(WeakPassword::Monotonous));
        assert_eq!(check("vive Sonia toujours", "sonia"), Err(WeakPassword::Name));
        assert_eq!(check("trois portes, deux étages", "sonia"), Ok(()));
    }
}
