//! The second factor: six digits from an app on the owner's own phone (RFC 6238).

use shared::time::Millis;
use totp_rs::{Builder, Totp};

const STEP: i64 = 30_000;

/// Whether `typed` is a code of `secret` now, a step before or after, and newer than the last one
/// that was taken; gives its time step.
#[must_use]
pub fn check(secret: &[u8], last: u64, typed: &str, now: Millis) -> Option<u64> {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let totp = totp(secret)?;
    // The window is walked here, so that a code that was taken is passed over and not found first.
    let step = u64::try_from(now.0 / STEP).ok()?;
    let mut window = step.saturating_sub(1)..=step + 1;
    let matches = |step: u64| totp.generate(step * 30).to_string() == digits;
    window.find(|step| *step > last && matches(*step))
}

/// The address that an app reads as a QR code.
#[must_use]
pub fn address(secret: &[u8], login: &str) -> Option<String> {
    let totp = totp(secret)?;
    let login: String = login
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-' | b'_' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect();
    let secret = totp.secret().to_base32();
    Some(format!("otpauth://totp/Palier:{login}?secret={secret}&issuer=Palier"))
}

/// The secret as letters, for who cannot read a QR code, in groups of four.
#[must_use]
pub fn letters(secret: &[u8]) -> String {
    let letters = totp(secret).map(|totp| totp.secret().to_base32()).unwrap_or_default();
    let letters: Vec<char> = letters.chars().collect();
    let groups = letters.chunks(4).map(|group| group.iter().collect::<String>());
    groups.collect::<Vec<_>>().join(" ")
}

fn totp(secret: &[u8]) -> Option<Totp> {
    Builder::new().with_secret(totp_rs::Secret::new(secret.into())).build().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of RFC 6238, appendix B.
    const SECRET: &[u8] = b"12345678901234567890";

    #[test]
    fn codes_are_those_of_the_standard_and_work_once() {
        let now = Millis(59_000);
        // The standard lists eight digits, 94287082; ours are the last six.
        assert_eq!(check(SECRET, 0, "287 082", now), Some(1));
        assert_eq!(check(SECRET, 1, "287082", now), None);
        assert_eq!(check(SECRET, 0, "287082", Millis(150_000)), None);
        assert_eq!(check(SECRET, 0, "", now), None);
    }

    #[test]
    fn an_app_reads_the_address() {
        let address = address(SECRET, "sonia m").unwrap();
        let secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        assert_eq!(
            address,
            format!("otpauth://totp/Palier:sonia%20m?secret={secret}&issuer=Palier")
        );
        assert_eq!(letters(SECRET).split(' ').count(), 8);
    }
}
