//! The app is ended at each step of what changes the vault: the store still opens.

use std::cell::Cell;
use std::rc::Rc;

use app::db::StoreKey;
use app::platform::{FolderSafe, Safe, SafeError, SafeFile};
use app::vault::Vault;

use crate::story::PIN;
use crate::vault::{OTHER, now};
use crate::world::{FakeChance, block_on};

/// A safe that fails at one of its writes, before it is done or after.
#[derive(Clone)]
struct Failing {
    inner: FolderSafe,
    left: Rc<Cell<usize>>,
    is_done: bool,
}

impl Safe for Failing {
    async fn make_secret(&self) -> Result<(), SafeError> {
        self.inner.make_secret().await
    }

    async fn derive(&self, salt: &[u8; 32]) -> Result<[u8; 32], SafeError> {
        self.inner.derive(salt).await
    }

    async fn read(&self, file: SafeFile) -> Result<Option<Vec<u8>>, SafeError> {
        self.inner.read(file).await
    }

    async fn write(&self, file: SafeFile, bytes: &[u8]) -> Result<(), SafeError> {
        let left = self.left.get();
        self.left.set(left.wrapping_sub(1));
        if left != 0 {
            return self.inner.write(file, bytes).await;
        }
        if self.is_done {
            self.inner.write(file, bytes).await?;
        }
        Err(SafeError::Full)
    }
}

/// Runs `work` on a vault, ended at each of its writes, before and after it; then `check` must find
/// the key, whatever came of the work.
fn ended_everywhere<W, F>(work: W, ways: &[(&str, &str)])
where
    W: Fn(Vault<'static, Failing>, String) -> F,
    F: Future<Output = bool>,
{
    let key = StoreKey([5; 32]);
    let mut ended = 0;
    for is_done in [false, true] {
        for at in 0.. {
            let folder = tempfile::tempdir().unwrap();
            let inner = FolderSafe::new(folder.path());
            let (whole, mut chance) = (Vault::new(&inner), FakeChance(9 << 32));
            let code = block_on(async {
                let words = whole.make(&key, PIN, &mut chance).await.unwrap();
                whole.close().await.unwrap();
                words.to_string()
            });
            let left = Rc::new(Cell::new(at));
            let failing = Failing { inner: inner.clone(), left, is_done };
            // A test may leak a few bytes.
            let vault = Vault::new(Box::leak(Box::new(failing)));
            if block_on(work(vault, code.clone())) {
                break;
            }
            ended += 1;
            let opened = ways.iter().any(|(pin, new)| {
                let whole = Vault::new(&inner);
                let by_pin = block_on(whole.unlock(pin, &now()));
                let by_code = block_on(whole.recover(&code, new, &mut chance));
                by_pin.is_ok_and(|found| found.0 == key.0)
                    || by_code.is_ok_and(|found| found.key.0 == key.0)
            });
            assert!(opened, "ended at write {at}, done: {is_done}");
        }
    }
    assert!(ended >= 4);
}

#[test]
fn ended_at_any_step_of_a_new_pin_the_store_still_opens() {
    ended_everywhere(
        |vault, _| async move {
            let changed = vault.change_pin(PIN, OTHER, &now(), &mut FakeChance(3)).await;
            changed.is_ok()
        },
        &[(PIN, OTHER), (OTHER, PIN)],
    );
}

#[test]
fn ended_at_any_step_of_a_recovery_the_store_still_opens() {
    ended_everywhere(
        |vault, code| async move { vault.recover(&code, OTHER, &mut FakeChance(3)).await.is_ok() },
        &[(PIN, OTHER), (OTHER, PIN)],
    );
}
