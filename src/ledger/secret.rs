//! Passwords and what stands for them. Neither is kept: of a password its argon2id, of a secret its BLAKE3.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::LedgerError;

/// Fewest letters of a password (NIST SP 800-63B-4, 3.1.1.2: 15 where it stands alone; 12 is taken for offices without
/// a second factor today, together with the throttle).
const SHORTEST: usize = 12;

/// Most bytes of a password.
const LONGEST: usize = 1_000;

/// Bytes of a secret.
const BYTES: usize = 32;

/// What a browser or a program shows in place of a password: 32 random bytes in letters of URLs.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Makes a new one, with letters before it by which people recognise what it is.
    pub(super) fn new(prefix: &str) -> Result<Self, LedgerError> {
        let mut bytes = [0; BYTES];
        fill(&mut bytes)?;
        Ok(Self(format!("{prefix}{}", URL_SAFE_NO_PAD.encode(bytes))))
    }

    /// Makes one for a process of its own, kept nowhere.
    ///
    /// # Errors
    /// The system gives no random numbers.
    pub fn random() -> Result<Self, LedgerError> {
        Self::new("")
    }

    /// Takes what somebody shows.
    #[must_use]
    pub fn shown(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// Returns it to be given to its owner, once.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Returns what is kept of it.
    pub(super) fn digest(&self) -> [u8; 32] {
        blake3::derive_key("soat 2026-11 secret of a session or token", self.0.as_bytes())
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

fn fill(bytes: &mut [u8]) -> Result<(), LedgerError> {
    getrandom::fill(bytes).map_err(|error| LedgerError::refused(format!("hệ thống không cho số ngẫu nhiên: {error}")))
}

/// Argon2id with 19 MiB, two passes, one lane (OWASP, Password Storage Cheat Sheet).
fn argon2() -> Argon2<'static> {
    let params = Params::new(19 * 1024, 2, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// Returns what is kept of a password.
pub(super) fn of_password(password: &str) -> Result<String, LedgerError> {
    if password.chars().count() < SHORTEST {
        return Err(LedgerError::refused(format!("mật khẩu cần ít nhất {SHORTEST} ký tự")));
    }
    if password.len() > LONGEST {
        return Err(LedgerError::refused("mật khẩu quá dài"));
    }
    let wrong = |error| LedgerError::refused(format!("không băm được mật khẩu: {error}"));
    Ok(argon2().hash_password(password.as_bytes()).map_err(wrong)?.to_string())
}

/// Returns whether `password` is the one that `kept` was made of.
pub(super) fn is_password(password: &str, kept: &str) -> bool {
    let Ok(kept) = PasswordHash::new(kept) else { return false };
    password.len() <= LONGEST && argon2().verify_password(password.as_bytes(), &kept).is_ok()
}

/// Takes as long as to look at a password, where there is none: the time must not tell which names there are.
pub(super) fn pass_time(password: &str) {
    if password.len() <= LONGEST {
        let _ = argon2().hash_password_with_salt(password.as_bytes(), &[0; 16]);
    }
}
