//! Writes the golden files that are not there yet, for a message that is new. It leaves alone those
//! that are: they say how version 1 was spoken. See `tests/golden/main.rs`.

#![expect(clippy::unwrap_used, reason = "a tool for developers stops where it failed")]

#[expect(dead_code, reason = "the test reads them back, too")]
#[path = "../tests/golden/messages.rs"]
mod messages;

use std::fs;

fn main() {
    for (name, bytes) in messages::files() {
        let file = messages::file(&name);
        if !file.exists() {
            fs::create_dir_all(messages::file("")).unwrap();
            fs::write(file, bytes).unwrap();
        }
    }
}
