//! The protocol from the outside: a real server on a free port, and hands that write messages.

mod acceptance;
mod bad_input;
mod enrolment;
mod news;
mod world;
