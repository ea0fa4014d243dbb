//! A secret that only its holder knows: of a session, or of a one-time link.

use std::fmt;

use crate::store::SecretHash;

/// 256 random bits. What is kept of them is a hash.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Secret(pub [u8; 32]);

impl Secret {
    /// The secret as it stands in a cookie or a link.
    #[must_use]
    pub fn reveal(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Reads what [`reveal`](Self::reveal) wrote.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        for (index, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(text.get(index * 2..index * 2 + 2)?, 16).ok()?;
        }
        Some(Self(bytes))
    }

    /// What a database keeps of it.
    #[must_use]
    pub fn hash(&self) -> SecretHash {
        blake3::derive_key("palier 2026 desk: what is kept of a secret", &self.0)
    }

    /// What a form carries to prove that it was made for the holder of this secret.
    #[must_use]
    pub fn form_proof(&self) -> String {
        let proof = blake3::derive_key("palier 2026 desk: proof in a form", &self.0);
        Self(proof).reveal()
    }

    /// Whether `proof` is that of this secret; takes the same time whatever it is.
    #[must_use]
    pub fn proves(&self, proof: &str) -> bool {
        blake3::hash(proof.as_bytes()) == blake3::hash(self.form_proof().as_bytes())
    }
}

/// Hidden, so that no log can carry a secret.
impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_reads_back_and_proves_its_own_forms_alone() {
        let (mine, other) = (Secret([7; 32]), Secret([8; 32]));
        assert_eq!(Secret::parse(&mine.reveal()), Some(mine));
        assert!(mine.proves(&mine.form_proof()));
        assert!(!mine.proves(&other.form_proof()));
        assert!(!mine.proves(""));
        for wrong in ["", "7", &"g".repeat(64), &"é".repeat(32)] {
            assert_eq!(Secret::parse(wrong), None, "{wrong}");
        }
    }
}
