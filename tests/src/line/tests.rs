//! The line between a phone that says one thing and a server that counts what reaches it.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use super::*;

const REQUEST: &[u8] = b"POST /api HTTP/1.1\r\ncontent-length: 4\r\n\r\nwork";
const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\ndone";

/// Answers whole requests, and counts them.
fn counting_server() -> (SocketAddr, Arc<AtomicU64>) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = listener.local_addr().unwrap();
    let count = Arc::new(AtomicU64::new(0));
    let counted = Arc::clone(&count);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut request = vec![0; REQUEST.len()];
            if stream.read_exact(&mut request).is_ok() && request == REQUEST {
                counted.fetch_add(1, Ordering::SeqCst);
                stream.write_all(ANSWER).unwrap();
            }
        }
    });
    (address, count)
}

/// What a phone sees that sends one request on a connection of its own.
fn ask(line: &Line) -> Vec<u8> {
    let mut stream = TcpStream::connect(line.address).unwrap();
    let mut answer = Vec::new();
    if stream.write_all(REQUEST).is_ok() {
        // A connection that was hung up on may end in an error; what came before counts.
        let whole = ANSWER.len() as u64;
        stream.take(whole).read_to_end(&mut answer).ok();
    }
    answer
}

#[test]
fn a_clean_line_carries_everything() {
    let (server, count) = counting_server();
    let line = Line::start(server, 1).unwrap();
    assert_eq!(ask(&line), ANSWER);
    assert_eq!(ask(&line), ANSWER);
    assert_eq!(count.load(Ordering::SeqCst), 2);
    let tally = line.tally();
    assert_eq!(tally.requests, 2);
    assert_eq!(tally.bytes_up, 2 * REQUEST.len() as u64);
    assert_eq!(tally.bytes_down, 2 * ANSWER.len() as u64);
    assert!(tally.faults.is_empty());
}

#[test]
fn a_cut_line_carries_nothing_until_it_is_healed() {
    let (server, count) = counting_server();
    let line = Line::start(server, 1).unwrap();
    line.cut();
    assert!(ask(&line).is_empty());
    assert_eq!(count.load(Ordering::SeqCst), 0);
    line.heal();
    assert_eq!(ask(&line), ANSWER);
}

#[test]
fn a_bad_line_does_all_that_a_stairwell_does() {
    // One round of trouble alone, and three whole ones.
    const REQUESTS: usize = 5 + 3 * 7;
    let (server, count) = counting_server();
    let line = Line::start(server, 1).unwrap();
    line.worsen();
    let answers: Vec<Vec<u8>> = (0..REQUESTS).map(|_| ask(&line)).collect();
    let faults = line.tally().faults;
    let of = |fault| faults.get(&fault).copied().unwrap_or(0);
    let all = [Fault::Delay, Fault::Repeat, Fault::LoseAnswer, Fault::CutRequest, Fault::CutAnswer];
    assert!(all.iter().all(|fault| of(*fault) == 4), "{faults:?}");
    let whole = answers.iter().filter(|answer| **answer == ANSWER).count();
    assert_eq!(whole, REQUESTS - 3 * 4, "lost and cut answers are not whole");
    let done = REQUESTS as u64 - of(Fault::CutRequest) + of(Fault::Repeat);
    assert_eq!(count.load(Ordering::SeqCst), done);
}

#[test]
fn a_line_without_a_server_hangs_up_and_finds_the_new_one() {
    let (server, _count) = counting_server();
    let gone = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let line = Line::start(gone.local_addr().unwrap(), 1).unwrap();
    drop(gone);
    assert!(ask(&line).is_empty());
    assert_eq!(line.tally().unanswered, 1);
    line.lead_to(server);
    assert_eq!(ask(&line), ANSWER);
    assert!(line.wait_for_requests(2, Duration::ZERO));
    assert!(!line.wait_for_requests(3, Duration::ZERO));
}
