//! The bytes of version 1, kept for ever: what was written once must be read the same always.
//!
//! `golden/v1` holds each message twice: packed as it travelled, and as JSON for readers. **Never
//! edit these files**; a change that breaks them is a new version of the protocol. A file for a
//! message that has none yet is written by `cargo run -p shared --example golden`, which leaves
//! alone those that are there. Bytes are compared unpacked, since another version of zstd may pack
//! the same bytes otherwise. The messages are in `messages.rs`.

#![expect(clippy::unwrap_used, reason = "a test stops where it failed")]

mod messages;

use std::collections::BTreeSet;
use std::fs;

use messages::{all, file, files};
use shared::rescue::Rescue;

#[test]
fn the_bytes_of_version_1_are_read_and_written_as_ever() {
    for golden in all() {
        let kept = fs::read(file(&format!("{}.cbor.zst", golden.name))).unwrap();
        assert!((golden.reads)(&kept), "{} is read as something else", golden.name);
        let unpacked = |packed: &[u8]| zstd::decode_all(packed).unwrap();
        assert_eq!(unpacked(&golden.packed), unpacked(&kept), "{}", golden.name);
        let twin = fs::read_to_string(file(&format!("{}.json", golden.name))).unwrap();
        assert_eq!(golden.twin, twin, "{}", golden.name);
    }
    let kept = fs::read_to_string(file("problem.json")).unwrap();
    assert_eq!(
        serde_json::from_str::<Vec<shared::protocol::Problem>>(&kept).unwrap(),
        messages::problems()
    );
    assert_eq!(messages::problems_as_json(), kept);
}

/// A phone that cannot sync may be as old as this version, and its file as old as the phone.
#[test]
fn a_rescue_of_version_1_is_read_as_ever() {
    let kept = fs::read(file("work.rescue")).unwrap();
    let read = Rescue::unpack(&kept, &messages::seal_secret(), &messages::token_hash()).unwrap();
    assert_eq!(read, messages::rescue());
}

#[test]
fn no_file_is_kept_of_which_nobody_knows_what_it_says() {
    let kept = fs::read_dir(file("")).unwrap();
    let kept = kept.map(|file| file.unwrap().file_name().into_string().unwrap());
    let known = files().into_iter().map(|(name, _)| name);
    assert_eq!(kept.collect::<BTreeSet<_>>(), known.collect());
}

/// A writer one version ahead, made from the bytes of version 1: one more member at the end.
#[test]
fn a_member_of_the_next_version_changes_nothing_for_this_one() {
    for golden in all() {
        let kept = fs::read(file(&format!("{}.cbor.zst", golden.name))).unwrap();
        let mut bytes = zstd::decode_all(&*kept).unwrap();
        let mut reader = minicbor::Decoder::new(&bytes);
        reader.array().unwrap();
        reader.bytes().unwrap();
        let body = reader.position();
        bytes[body] += 1;
        let mut member = minicbor::Encoder::new(Vec::new());
        member.u8(23).unwrap().map(1).unwrap().str("new").unwrap().bytes(&[9; 16]).unwrap();
        bytes.extend(member.into_writer());
        let ahead = zstd::bulk::compress(&bytes, 3).unwrap();
        assert!((golden.reads)(&ahead), "{}", golden.name);
    }
}
