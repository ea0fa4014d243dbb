//! What a PIN must be.

/// Fewer digits are tried out in no time.
const SHORTEST: usize = 6;
/// More than anybody types.
const LONGEST: usize = 32;

/// Why a PIN is no good one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PinError {
    /// It has too few digits.
    #[error("a PIN has {SHORTEST} digits or more")]
    TooShort,
    /// Anybody would try it first.
    #[error("a PIN is made of digits, not all the same and not in a row; choose another one")]
    TooPlain,
}

/// Whether a PIN is good enough to close a store with.
///
/// # Errors
/// Says what is wrong with it.
pub fn check_pin(pin: &str) -> Result<(), PinError> {
    let digits = pin.as_bytes();
    if digits.len() < SHORTEST {
        return Err(PinError::TooShort);
    }
    let steps = || digits.iter().zip(digits.iter().skip(1));
    let steady = |step: i16| {
        steps().all(|(one, next)| (i16::from(*next) - i16::from(*one)).rem_euclid(10) == step)
    };
    let is_plain = [0, 1, 9].into_iter().any(steady);
    if is_plain || digits.len() > LONGEST || !digits.iter().all(u8::is_ascii_digit) {
        return Err(PinError::TooPlain);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_is_six_digits_that_nobody_tries_first() {
        for good in ["482913", "112233", "1234568", "020202"] {
            assert_eq!(check_pin(good), Ok(()), "{good}");
        }
        for short in ["", "12345", "99999"] {
            assert_eq!(check_pin(short), Err(PinError::TooShort), "{short}");
        }
        let long = "1357".repeat(9);
        for plain in ["000000", "123456", "987654", "890123", "abcdef", "12 456", &long] {
            assert_eq!(check_pin(plain), Err(PinError::TooPlain), "{plain}");
        }
    }
}
