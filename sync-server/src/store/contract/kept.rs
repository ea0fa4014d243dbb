//! The part of the contract about what is kept: in backups, aside, and of what gave way.

use shared::digest::change_hash;
use shared::id::{AccountId, DeviceId, EpochId};
use shared::protocol::{LetIn, Reason};
use shared::time::Millis;
use uuid::Uuid;

use super::super::{BackupNote, Covered, FeedState, Mark, Quarantined, Store};
use super::{ACCOUNT, DEVICE, FEED, accept, change, secret, write};

fn note(made: i64) -> BackupNote {
    let (file, hash) = (format!("palier-{made}.db"), "ab".to_owned());
    BackupNote { made: Millis(made), file, size: 9, hash }
}

fn covered(seq: u64, n: u64) -> Covered {
    Covered { feeds: vec![(FEED, seq)], marks: vec![(FEED, DEVICE, n)] }
}

pub(super) fn backups_are_noted_and_never_take_back_what_is_safe(store: &dyn Store) {
    write(store, |write| {
        write.create_feed(FEED)?;
        write.set_feed(FEED, FeedState { seq: 7, ..FeedState::default() })?;
        write.set_mark(FEED, DEVICE, Mark { n: 3, stamp: None })
    });
    let durable = || store.read_now(|read| read.durable(FEED)).unwrap();
    assert_eq!(durable(), None);
    assert_eq!(store.read_now(|read| read.extent()).unwrap(), covered(7, 3));
    assert!(!write(store, |write| write.set_backups(true)));
    assert_eq!(durable(), Some(0));
    write(store, |write| write.add_backup(&note(2), &covered(7, 3)));
    write(store, |write| write.add_backup(&note(1), &covered(4, 2)));
    assert_eq!(durable(), Some(7));
    assert!(write(store, |write| write.set_backups(true)));
    assert_eq!(store.read_now(|read| read.last_backup()).unwrap(), Some(note(1)));
    let before = store.read_now(|read| read.epoch()).unwrap();
    let epoch = EpochId(Uuid::from_u128(77));
    write(store, move |write| {
        write.set_feed(FEED, FeedState { seq: 9, ..FeedState::default() })?;
        write.begin_epoch(epoch)
    });
    assert_eq!((store.read_now(|read| read.epoch()).unwrap(), durable()), (epoch, Some(9)));
    let end = |epoch| store.read_now(move |read| read.past_end(epoch, FEED)).unwrap();
    assert_eq!((end(before), end(epoch)), (Some(9), None));
}

pub(super) fn what_is_kept_aside_is_at_risk_until_a_backup_holds_it(store: &dyn Store) {
    let at_risk = || store.read_now(|read| read.has_aside_at_risk(FEED, ACCOUNT)).unwrap();
    write(store, |write| {
        write.add_device(&secret())?;
        write.create_feed(FEED)?;
        let device = DEVICE;
        let (change, received) = (change(4), Millis(6));
        let (hash, reason) = (change_hash(&change), Reason::NotAssigned);
        write.add_quarantine(&Quarantined { device, change, hash, reason, received })?;
        write.set_mark(FEED, DEVICE, Mark { n: 4, stamp: None })
    });
    assert!(!at_risk(), "without backups a commit is enough");
    write(store, |write| write.set_backups(true));
    write(store, |write| write.add_backup(&note(1), &covered(0, 3)));
    assert!(at_risk());
    write(store, |write| write.add_backup(&note(2), &covered(0, 4)));
    assert!(!at_risk());
    let device = DeviceId(Uuid::from_u128(66));
    let barred = move || store.read_now(move |read| read.is_barred(device)).unwrap();
    assert!(!barred());
    write(store, move |write| write.bar(device, Millis(1)));
    assert!(barred());
    assert_eq!(store.read_now(|read| read.seal_secret()).unwrap(), None);
    write(store, |write| write.set_seal_secret(&[1; 32]));
    write(store, |write| write.set_seal_secret(&[2; 32]));
    assert_eq!(store.read_now(|read| read.seal_secret()).unwrap(), Some([1; 32]));
}

pub(super) fn what_is_kept_aside_is_found_and_released(store: &dyn Store) {
    let kept = Quarantined {
        device: DEVICE,
        change: change(1),
        hash: change_hash(&change(1)),
        reason: Reason::NotAssigned,
        received: Millis(6),
    };
    let id = kept.change.id;
    let added = kept.clone();
    write(store, move |write| write.add_quarantine(&added));
    assert_eq!(store.read_now(|read| read.quarantined()).unwrap(), [kept]);
    assert!(store.read_now(move |read| read.is_quarantined(FEED, id)).unwrap());
    let receipt = store.read_now(|read| read.receipt(FEED, DEVICE, 1)).unwrap();
    assert_eq!(receipt.map(|receipt| receipt.outcome), Some(Err(Reason::NotAssigned)));
    write(store, |write| write.release_quarantine(FEED, DEVICE, 1, 8));
    assert!(!store.read_now(move |read| read.is_quarantined(FEED, id)).unwrap());
    assert_eq!(store.read_now(|read| read.quarantined()).unwrap(), []);
    let let_in = |account, after, until| {
        store.read_now(move |read| read.let_in(FEED, account, after, until)).unwrap()
    };
    assert_eq!(let_in(ACCOUNT, 0, 9), [], "nobody knows whose device it is");
    write(store, |write| write.add_device(&secret()));
    assert_eq!(let_in(ACCOUNT, 7, 8), [LetIn { device: DEVICE, n: 1, seq: 8 }]);
    assert_eq!((let_in(ACCOUNT, 8, 9), let_in(ACCOUNT, 0, 7)), (vec![], vec![]));
    assert_eq!(let_in(AccountId(Uuid::from_u128(99)), 0, 9), []);
}

pub(super) fn a_conflict_is_decided_once(store: &dyn Store) {
    write(store, |write| {
        write.create_feed(FEED)?;
        accept(write, 1, 1)?;
        accept(write, 2, 2)
    });
    let open = || {
        let lines = store.read_now(|read| read.conflicts(FEED, 9)).unwrap();
        lines.into_iter().map(|line| line.seq).collect::<Vec<_>>()
    };
    assert_eq!(store.read_now(|read| read.conflict_feeds()).unwrap(), [FEED]);
    assert_eq!(open(), [2, 1], "the newest first");
    let decide = |seq, field: &'static str| {
        write(store, move |write| write.decide_conflict(FEED, seq, field, ACCOUNT, Millis(9)))
    };
    assert!(decide(2, "minutes"));
    assert_eq!(open(), [2, 1], "that was another field");
    assert!(decide(2, "note"));
    assert!(!decide(2, "note"));
    assert_eq!(open(), [1]);
}
